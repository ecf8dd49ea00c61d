import type { Chapter } from '@shared/uploads/draft'
import type { Priority } from '../peertube/pacing'
import type { CaptionText } from '../storage/library-table'
import { captionText } from './caption-text'
import type { DetailedVideo, LibraryServer, ListedCaption } from './ports'

const CAPTION_LIMIT_BYTES = 1024 * 1024

/** All that is read of one video. */
export interface VideoDetails {
  video: DetailedVideo
  fileName: string | null
  captions: CaptionText[]
  chapters: Chapter[] | null
}

export interface DetailsRequest {
  server: LibraryServer
  uuid: string
  priority: Priority
  /** Captions that were read already: language -> version. */
  known: ReadonlyMap<string, string>
  /** Whether new caption files are read too. */
  withCaptionText: boolean
  signal: AbortSignal
}

/** Asks for one video, its source, captions and chapters. Null: it is gone. */
export async function readDetails(request: DetailsRequest): Promise<VideoDetails | null> {
  const { server, uuid, priority, signal } = request
  const video = await server.video(uuid, priority, signal)
  if (video === null) return null
  const fileName = video.isLive ? null : await server.fileName(uuid, priority, signal)
  const captions: CaptionText[] = []
  for (const caption of await server.captions(uuid, priority, signal)) {
    captions.push({ ...caption, text: await textOf(caption, request) })
  }
  const chapters = video.isLive ? null : await server.chapters(uuid, priority, signal)
  return { video, fileName, captions, chapters }
}

/** Undefined: as it was. */
async function textOf(caption: ListedCaption, request: DetailsRequest): Promise<string | null | undefined> {
  const { server, known, withCaptionText, signal } = request
  if (!withCaptionText || known.get(caption.language) === caption.version) return undefined
  if (caption.file === null) return null
  const bytes = await server.file(caption.file, CAPTION_LIMIT_BYTES, signal)
  return bytes === null ? null : captionText(bytes)
}
