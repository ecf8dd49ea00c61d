import type { Priority } from '../peertube/pacing'
import type { CaptionText } from '../storage/library-captions-table'
import type { FieldsApart, VideoExtras } from '../storage/library-table'
import { captionText } from './caption-text'
import type { DetailedVideo, LibraryServer, ListedCaption } from './ports'

const CAPTION_LIMIT_BYTES = 1024 * 1024

/** All that is read of one video. */
export interface VideoDetails extends VideoExtras {
  video: DetailedVideo
  /** Why some of it could not be had. */
  troubles: unknown[]
}

export interface DetailsRequest {
  server: LibraryServer
  uuid: string
  priority: Priority
  /** Captions that were read already: language -> version. */
  known: ReadonlyMap<string, string>
  signal: AbortSignal
}

/** Asks for one video, its source, captions and chapters. Null: it is gone. Rejects when the video itself cannot be had. */
export async function readDetails(request: DetailsRequest): Promise<VideoDetails | null> {
  const { server, uuid, priority, signal } = request
  const video = await server.video(uuid, priority, signal)
  if (video === null) return null
  const troubles: unknown[] = []
  const attempt = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask()
    } catch (error) {
      signal.throwIfAborted()
      troubles.push(error)
      return undefined
    }
  }
  const fileName = video.isLive ? null : await attempt(() => server.fileName(uuid, priority, signal))
  const listed = await attempt(() => server.captions(uuid, priority, signal))
  const captions: CaptionText[] = []
  for (const caption of listed ?? []) {
    const text = await attempt(() => textOf(caption, request))
    captions.push({ ...caption, ...(text ?? { text: null, isUnread: true }) })
  }
  const chapters = video.isLive ? null : await attempt(() => server.chapters(uuid, priority, signal))
  const apart: FieldsApart = { chapters }
  // For the form of one video alone: a copy of thousands of them is not to cost two requests more for each.
  if (priority === 'person') {
    apart.playerTheme = await attempt(() => server.playerTheme(uuid, priority, signal))
    apart.embedPrivacy = await attempt(() => server.embedPrivacy(uuid, priority, signal))
  }
  return { video, fileName, captions: listed && captions, apart, troubles }
}

/** Text undefined: as it was. */
async function textOf(
  caption: ListedCaption,
  request: DetailsRequest,
): Promise<Pick<CaptionText, 'text' | 'isUnread'>> {
  const { server, known, signal } = request
  if (known.get(caption.language) === caption.version) return { text: undefined, isUnread: false }
  if (caption.file === null) return { text: null, isUnread: false }
  const bytes = await server.file(caption.file, CAPTION_LIMIT_BYTES, signal)
  return { text: bytes === null ? null : captionText(bytes), isUnread: false }
}
