import type { DemoContext } from '../context'
import type { VideoRecord } from '../records'
import { SPLIT_FILES, splitBytes, type SplitRecord } from '../split-files'

/** Sound first, by the lines of the picture. */
export function splitViews(context: DemoContext, video: VideoRecord, split: SplitRecord): object[] {
  const { source, uuid, privacy } = video
  const folder = `${context.origin}/static/streaming-playlists/hls${[1, 2].includes(privacy) ? '' : '/private'}/${uuid}`
  const file = (id: number, lines: number, kind: 'picture' | 'sound'): object => ({
    id,
    resolution: { id: lines, label: lines === 0 ? 'Audio only' : `${String(lines)}p` },
    size: splitBytes(split, kind),
    fps: lines === 0 ? 0 : 10,
    torrentUrl: null,
    torrentDownloadUrl: null,
    fileUrl: `${folder}/${SPLIT_FILES[kind]}`,
    fileDownloadUrl: `${context.origin}/download/streaming-playlists/hls/videos/${uuid}-${String(lines)}-fragmented.mp4`,
    metadataUrl: `${context.origin}/api/v1/videos/${uuid}/metadata/${String(id)}`,
    hasAudio: kind === 'sound',
    hasVideo: kind === 'picture',
    storage: 0,
  })
  const files = [file(split.audioFileId, 0, 'sound'), file(source.fileId, 180, 'picture')]
  const playlistUrl = `${folder}/${SPLIT_FILES.master}`
  return [{ id: video.id, type: 1, playlistUrl, segmentsSha256Url: null, files, redundancies: [] }]
}
