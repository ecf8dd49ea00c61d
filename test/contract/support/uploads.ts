import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { json } from './http'
import type { Answer, FilePart } from './http'
import type { Session } from './session'

const read = (name: string): Buffer => readFileSync(join(import.meta.dirname, name))

/** Two seconds of a test picture with sound. */
export const sampleMp4 = read('sample.mp4')
export const sampleWebm = read('sample.webm')
export const picture: FilePart = { fileName: 'picture.jpg', type: 'image/jpeg', bytes: read('picture.jpg') }

export const uploadPath = '/videos/upload-resumable'
/** Of the samples, in lines. */
const SAMPLE_RESOLUTION = 180
const POLL_MS = 250
const POLLS = 480

export interface Ids {
  id: number
  uuid: string
  shortUUID: string
}

export function fileHeaders(size: number, type = 'video/mp4'): Record<string, string> {
  return { 'X-Upload-Content-Length': String(size), 'X-Upload-Content-Type': type }
}

/** First request of an upload as JSON; `fields` are added to the required ones. */
export function init(
  session: Session,
  fields: Record<string, unknown> = {},
  headers: Record<string, string> = fileHeaders(sampleMp4.length),
): Promise<Answer> {
  const body = { name: 'Contract suite', channelId: session.channelId, filename: 'sample.mp4', ...fields }
  return session.sendJson('POST', uploadPath, body, headers)
}

/** The id in a `Location`, which may lack its scheme. */
export function uploadIdOf(answer: Answer): string {
  const location = answer.headers.location ?? ''
  const id = new URL(location, 'http://instance').searchParams.get('upload_id')
  if (id === null) throw new Error(`No upload id: ${String(answer.status)} ${location} ${answer.text}`)
  return id
}

export async function begin(session: Session, fields: Record<string, unknown> = {}): Promise<string> {
  return uploadIdOf(await init(session, fields))
}

export function withId(uploadId: string, path = uploadPath): string {
  return `${path}?upload_id=${encodeURIComponent(uploadId)}`
}

/** Bytes `start` to `end` (not included) of a body, as one chunk. */
export function putChunk(
  session: Session,
  uploadId: string,
  start: number,
  end: number,
  options: { body?: Buffer; total?: number | '*'; headers?: Record<string, string>; path?: string } = {},
): Promise<Answer> {
  const { body = sampleMp4, total = body.length, headers = {}, path = uploadPath } = options
  return session.call(withId(uploadId, path), {
    method: 'PUT',
    body: body.subarray(start, end),
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Range': `bytes ${String(start)}-${String(end - 1)}/${String(total)}`,
      ...headers,
    },
  })
}

/** Asks how far an upload is. */
export function query(
  session: Session,
  uploadId: string,
  total: number | '*' = sampleMp4.length,
): Promise<Answer> {
  return session.call(withId(uploadId), {
    method: 'PUT',
    body: '',
    headers: { 'Content-Range': `bytes */${String(total)}` },
  })
}

export function cancel(session: Session, uploadId: string): Promise<Answer> {
  return session.delete(withId(uploadId))
}

/** Uploads a whole video in one chunk and has it deleted at the end of the suite. */
export async function publish(
  session: Session,
  fields: Record<string, unknown> = {},
  body = sampleMp4,
  type = 'video/mp4',
): Promise<Ids> {
  const uploadId = uploadIdOf(await init(session, fields, fileHeaders(body.length, type)))
  return publishedBy(session, await putChunk(session, uploadId, 0, body.length, { body }))
}

/** The video in the answer to a last chunk. */
export function publishedBy(session: Session, answer: Answer): Ids {
  if (answer.status !== 200) throw new Error(`Not published: ${String(answer.status)} ${answer.text}`)
  const { video } = json(answer) as { video: Ids }
  session.remember(video.uuid)
  return video
}

/** Asks again until `isDone`; the last value is given back whatever it is. */
export async function poll<Value>(
  ask: () => Promise<Value>,
  isDone: (value: Value) => boolean,
  polls = POLLS,
): Promise<Value> {
  let value = await ask()
  for (let count = 1; count < polls && !isDone(value); count++) {
    await delay(POLL_MS)
    value = await ask()
  }
  return value
}

type Shown = Record<string, unknown>

/** The video when it is published; transcoding takes its time on a real instance. Rejects where it comes to no end. */
export function whenPublished(session: Session, uuid: string): Promise<Shown> {
  return whenShown(session, uuid, isPublished)
}

/**
 * The same once every resolution is there. A real instance publishes a video with the first of them, and fails at the
 * others when its file is replaced or deleted meanwhile.
 */
export function whenTranscoded(session: Session, uuid: string): Promise<Shown> {
  const { instance } = session
  const wanted = instance.configValue('transcoding.enabledResolutions') as number[] | undefined
  const smaller = (wanted ?? []).filter((resolution) => resolution > 0 && resolution < SAMPLE_RESOLUTION)
  const hasAll = (video: Shown): boolean => {
    const behind = (video['streamingPlaylists'] as { files: unknown[] }[]).flatMap(({ files }) => files)
    const found = Math.max((video['files'] as unknown[]).length, behind.length)
    return isPublished(video) && (!instance.transcodes || found > smaller.length)
  }
  return whenShown(session, uuid, hasAll)
}

const isPublished = (video: Shown): boolean => (video['state'] as { id: number }).id === 1

async function whenShown(session: Session, uuid: string, fits: (video: Shown) => boolean): Promise<Shown> {
  const video = await poll(() => session.getJson(`/videos/${uuid}`), fits)
  if (!fits(video)) throw new Error(`The video ${uuid} stays as it is: ${JSON.stringify(video['state'])}`)
  return video
}

export async function ownVideosNamed(session: Session, name: string): Promise<Record<string, unknown>[]> {
  const found = await session.getJson(`/users/me/videos?count=100&search=${encodeURIComponent(name)}`)
  return found['data'] as Record<string, unknown>[]
}
