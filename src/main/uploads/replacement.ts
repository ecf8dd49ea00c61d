import type { PublishedVideo } from '@shared/uploads/upload'
import type { VideoServer, WireAnswer } from './ports'
import type { UploadRecord } from './store'
import { parseJson, readVideo, saysReplaced } from './uploadx'

/** What the instance says of the file that a video has now: to be kept before the last byte of another one is sent. */
export async function sourceNow(uuid: string, videos: VideoServer, signal: AbortSignal): Promise<string> {
  return (await videos.source(uuid, signal))?.createdAt ?? ''
}

/**
 * Finds out whether a replacement whose last answer was lost has arrived: the video has a file of this name and size
 * that is not the one it had before. Where that can't be told it has not: to send the same bytes once more does no
 * harm. Rejects as the server's calls do: then it is still open.
 */
export async function findReplacement(
  record: UploadRecord,
  videos: VideoServer,
  signal: AbortSignal,
): Promise<PublishedVideo | null> {
  const { replaces, sourceBefore } = record
  if (replaces === null || sourceBefore === null) return null
  const source = await videos.source(replaces.uuid, signal)
  if (source === null || source.createdAt === null || source.createdAt === sourceBefore) return null
  const isOurs = isOrUnknown(source.fileName, record.fileName) && isOrUnknown(source.bytes, record.fileBytes)
  return isOurs ? videoReplaced(replaces) : null
}

/** The video that the answer to the last byte is about; null: the answer is something else. */
export function videoIn(answer: WireAnswer, { replaces }: UploadRecord): PublishedVideo | null {
  if (replaces === null) return readVideo(parseJson(answer.body))
  return saysReplaced(answer) ? videoReplaced(replaces) : null
}

function videoReplaced({ id, uuid, shortUuid }: PublishedVideo): PublishedVideo {
  return { id, uuid, shortUuid }
}

function isOrUnknown<T>(told: T | null, wanted: T): boolean {
  return told === null || told === wanted
}
