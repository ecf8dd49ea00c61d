import type { PublishedVideo, Session } from '@shared/uploads/upload'
import type { RemoteVideo, UploadAccount, VideoServer } from './ports'
import { findReplacement } from './replacement'
import type { UploadStore } from './store'

export interface Sought {
  session: Session
  /** Null: the draft names none, or which one the server was told last is not known. */
  channelId: number | null
  fileName: string
  fileBytes: number
}

/** How far the two clocks may be apart. */
const CLOCK_DIFFERENCE_MS = 10 * 60_000
/** With the same file name and size, an older video counts too: this machine's clock may have been set since. */
const OLDEST_MS = 48 * 3_600_000

/**
 * Finds out whether a session whose last answer was lost became a video. Looks through the account's newest videos
 * for the session's title and channel, made since the session began, of the same file where the version tells, and
 * not known as another upload's. Rejects as the server's calls do: then it is still open.
 */
export async function reconcile(
  sought: Sought,
  videos: VideoServer,
  isKnown: (uuid: string) => boolean,
  signal: AbortSignal,
): Promise<PublishedVideo | null> {
  const newest = await videos.newest(signal)
  for (const candidate of newest.filter((video) => fits(video, sought) && !isKnown(video.video.uuid))) {
    const source = await videos.source(candidate.video.uuid, signal)
    const sameName = matches(source?.fileName, sought.fileName)
    const sameBytes = matches(source?.bytes, sought.fileBytes)
    if (sameName === false || sameBytes === false) continue
    const isRecent = candidate.createdAt >= sought.session.lastModified - CLOCK_DIFFERENCE_MS
    if (isRecent || (sameName === true && sameBytes === true)) return candidate.video
  }
  return null
}

/** `reconcile` for a row of the queue. */
export function findVideo(
  store: UploadStore,
  id: string,
  session: Session,
  account: UploadAccount,
  signal: AbortSignal,
): Promise<PublishedVideo | null> {
  const record = store.find(id)
  if (record !== null && record.replaces !== null) return findReplacement(record, account.videos, signal)
  const sought = {
    session,
    channelId: record?.inDoubt.includes('channelId') === true ? null : (record?.carried?.channelId ?? null),
    fileName: record?.fileName ?? '',
    fileBytes: record?.fileBytes ?? 0,
  }
  return reconcile(sought, account.videos, (uuid) => store.knowsVideo(uuid), signal)
}

function fits(remote: RemoteVideo, { session, channelId }: Sought): boolean {
  if (remote.name.trim() !== session.title.trim()) return false
  if (channelId !== null && remote.channelId !== channelId) return false
  return remote.createdAt >= session.lastModified - OLDEST_MS
}

/** Null: the server does not tell. */
function matches<T>(told: T | null | undefined, wanted: T): boolean | null {
  return told === null || told === undefined ? null : told === wanted
}
