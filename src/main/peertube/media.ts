import { extname } from 'node:path'
import type {
  MediaServer,
  OriginalFile,
  RemoteFile,
  RemoteMedia,
  StreamAnswer,
  StreamRequest,
} from '../media/ports'
import type { AccountApi } from './account-api'
import type { InstanceStreams } from './instance-streams'
import { addressOf, nullWhenGone, nullWhenNotThere } from './clean'
import { getVideo, getVideoSource } from './operations/videos'
import type { Priority } from './pacing'

const MOST_FILES = 100
const LONGEST_NAME = 500

/** The files of an account's videos. Web videos come first; where the instance keeps none, those behind its playlists. */
export class PeerTubeMedia implements MediaServer {
  constructor(
    private readonly api: () => AccountApi,
    private readonly streams: InstanceStreams,
    private readonly origin: () => string,
  ) {}

  async media(uuid: string, priority: Priority, signal: AbortSignal): Promise<RemoteMedia | null> {
    const video = await nullWhenGone(this.api().call(getVideo, { params: { id: uuid }, priority, signal }))
    if (video === null) return null
    const behind = (video.streamingPlaylists ?? []).flatMap(({ files }) => files ?? [])
    const all = [...(video.files ?? []), ...behind].slice(0, MOST_FILES)
    const playlist = addressOf(video.streamingPlaylists?.[0]?.playlistUrl ?? null, this.origin())
    const files = all.flatMap<RemoteFile>(({ id, size, resolution, fileUrl, hasAudio, hasVideo }) => {
      const address = addressOf(fileUrl ?? null, this.origin())
      if (address === null) return []
      const height = resolution?.id ?? 0
      return {
        id,
        address,
        bytes: size > 0 && Number.isSafeInteger(size) ? size : null,
        height,
        extension: extname(new URL(address, this.origin()).pathname).toLowerCase(),
        hasAudio: hasAudio ?? true,
        hasVideo: hasVideo ?? height > 0,
      }
    })
    return { files, playlist }
  }

  async original(uuid: string, priority: Priority, signal: AbortSignal): Promise<OriginalFile | null> {
    const source = await nullWhenNotThere(
      this.api().call(getVideoSource, { params: { id: uuid }, priority, signal }),
    )
    const address = addressOf(source?.fileDownloadUrl ?? null, this.origin())
    if (source === null || address === null) return null
    const name = source.inputFilename ?? source.filename ?? null
    return { address, bytes: source.size ?? null, name: name?.slice(0, LONGEST_NAME) ?? null }
  }

  open(address: string, request: StreamRequest, signal: AbortSignal): Promise<StreamAnswer | null> {
    return this.streams.open(address, request, signal)
  }
}
