import type { ServerAnswer } from '@shared/errors'
import { z } from 'zod'
import type { PublishedVideo } from '@shared/uploads/upload'
import type { WireAnswer } from './ports'

/** How PeerTube's resumable routes say things (uploadx): ranges, locations, the final JSON. */

const UPLOAD_PATH = '/api/v1/videos/upload-resumable'

/** Where the sessions of an upload live: those that replace a video's file have a route of that video. */
export function uploadPath(replaces: { uuid: string } | null): string {
  if (replaces === null) return UPLOAD_PATH
  return `/api/v1/videos/${encodeURIComponent(replaces.uuid)}/source/replace-resumable`
}

export function sessionUrl(endpoint: string, uploadId: string): string {
  return `${endpoint.split('?')[0] ?? ''}?upload_id=${encodeURIComponent(uploadId)}`
}

/**
 * The next byte the server wants, from `Range: bytes=0-N`; nothing received reads `bytes=0--1`. Null: no such header.
 */
export function readRange(answer: WireAnswer): number | null {
  const match = /^bytes=0-(-1|\d+)$/.exec(answer.headers['range'] ?? '')
  return match === null ? null : Number(match[1]) + 1
}

/** `Location` may be `//host/…` or http behind a proxy: only the id is taken from it. */
export function uploadIdOf(answer: WireAnswer): string | null {
  const match = /[?&]upload_id=([^&#]+)/.exec(answer.headers['location'] ?? '')
  if (match === null) return null
  try {
    return decodeURIComponent(match[1] ?? '')
  } catch {
    return null
  }
}

/** What a session gets that is gone; from others it may mean anything. */
export const GONE = [404, 410]

/** Whether uploadx itself says that it has no such session. No other 404 or 410 does: a proxy's may come at any time. */
export function isSessionUnknown({ status, code }: Pick<ServerAnswer, 'status' | 'code'>): boolean {
  return (status === 404 && code === 'FileNotFound') || (status === 410 && code === 'Gone')
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const finishedSchema = z.object({
  video: z.object({ id: z.number(), uuid: z.string().min(1), shortUUID: z.string().catch('') }),
})

/** The video in the answer to the last chunk; null when the body is something else. */
export function readVideo(body: unknown): PublishedVideo | null {
  const parsed = finishedSchema.safeParse(body)
  if (!parsed.success) return null
  const { id, uuid, shortUUID } = parsed.data.video
  return { id, uuid, shortUuid: shortUUID }
}

const sourceSchema = z.union([
  z.object({ inputFilename: z.string().min(1) }),
  z.object({ filename: z.string().min(1) }),
])

/**
 * Whether the answer to the last chunk says that the file was replaced: PeerTube 6.3 answers 200 with the new source,
 * its reference says 204 without a body.
 */
export function saysReplaced(answer: WireAnswer): boolean {
  return answer.status === 204 || sourceSchema.safeParse(parseJson(answer.body)).success
}
