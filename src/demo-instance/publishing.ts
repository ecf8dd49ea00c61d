import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { DemoContext } from './context'
import { isWholePicture } from './media/picture'
import { chaptersOf } from './media/description-chapters'
import { probeVideo } from './media/probe'
import type { Probe } from './media/probe'
import { Problem } from './problem'
import type { SourceRecord, VideoFields, VideoRecord } from './records'
import type { WantedFields } from './validation/video-fields'

export interface NewVideo {
  /** Where the bytes are now; the file is moved away. */
  path: string
  inputFilename: string
  channelId: number
  fields: WantedFields & { name: string }
  passwords: string[]
  /** Names in the pictures folder. */
  thumbnail: string | null
  preview: string | null
}

const PRIVATE = 3
const TO_TRANSCODE = 2
const PUBLISHED = 1

const defaultFields: Omit<VideoFields, 'name'> = {
  category: null,
  licence: null,
  language: null,
  privacy: PRIVATE,
  description: null,
  support: null,
  tags: [],
  commentsPolicy: 1,
  downloadEnabled: true,
  nsfw: false,
  nsfwFlags: 0,
  nsfwSummary: null,
  waitTranscoding: false,
  originallyPublishedAt: null,
  scheduleUpdate: null,
}

/** Keeps an uploaded picture under a name of its own and gives that name back. */
export async function keepPicture(context: DemoContext, file: Express.Multer.File): Promise<string> {
  const name = `${randomUUID()}${extname(file.originalname).toLowerCase() || '.jpg'}`
  // Multer leaves `buffer` unset when it wrote to disk.
  const bytes = (file.buffer as Buffer | undefined) ?? (await readFile(file.path))
  await writeFile(join(context.store.folders.pictures, name), bytes)
  return name
}

/**
 * PeerTube looks into the pictures of an upload when all bytes are there, and loses the video over one that it can't read:
 * @throws Problem 500
 */
export async function checkKeptPictures(context: DemoContext, ...names: (string | null)[]): Promise<void> {
  for (const name of names) {
    if (name === null || isWholePicture(await readFile(join(context.store.folders.pictures, name)))) continue
    throw new Problem(500, 'ffmpeg exited with code 1: Error while decoding stream', 'Error')
  }
}

/** @throws Problem 422 when the file is no video. */
export async function probeOrRefuse(path: string): Promise<Probe> {
  const probe = await probeVideo(path)
  if (probe === null) throw new Problem(422, 'Video file unreadable.')
  return probe
}

/** Moves the bytes to the videos folder, or drops them when the instance keeps none. */
export async function takeSource(
  context: DemoContext,
  path: string,
  inputFilename: string,
): Promise<SourceRecord> {
  const { store, settings } = context
  const { size } = await stat(path)
  const fileName = settings.keepUploadedFiles
    ? `${randomUUID()}${extname(inputFilename).toLowerCase()}`
    : null
  if (fileName === null) await rm(path, { force: true })
  else await rename(path, join(store.folders.videos, fileName))
  return { inputFilename, fileName, fileId: store.nextId('file'), size, createdAt: context.nowIso() }
}

/** A video with what was said of it, before it has a file. */
export function newVideo(
  context: DemoContext,
  { channelId, fields, passwords }: Pick<NewVideo, 'channelId' | 'fields' | 'passwords'>,
): Omit<VideoRecord, 'source'> {
  const now = context.nowIso()
  return {
    ...defaultFields,
    ...fields,
    // Null in a first request is as good as left out.
    licence: fields.licence ?? context.settings.defaultLicence,
    id: context.store.nextId('video'),
    uuid: randomUUID(),
    channelId,
    state: TO_TRANSCODE,
    processedAtMs: context.now() + context.settings.processingMs,
    createdAt: now,
    updatedAt: now,
    publishedAt: now,
    durationSeconds: 0,
    inputFileUpdatedAt: null,
    thumbnail: null,
    preview: null,
    passwords: passwords.map((password) => passwordRow(context, password)),
    captions: [],
    chapters: [],
  }
}

/** Of a video that was made of no file. */
export function emptySource(context: DemoContext): SourceRecord {
  return { inputFilename: '', fileName: null, fileId: 0, size: 0, createdAt: context.nowIso() }
}

/** Creates the video that an upload asked for and commits it. */
export async function publish(context: DemoContext, wanted: NewVideo): Promise<VideoRecord> {
  const { store } = context
  const probe = await probeOrRefuse(wanted.path)
  const source = await takeSource(context, wanted.path, wanted.inputFilename)
  const video: VideoRecord = {
    ...newVideo(context, wanted),
    durationSeconds: probe.durationSeconds,
    source,
    thumbnail: wanted.thumbnail,
    preview: wanted.preview,
    chapters: context.since('6.0') ? chaptersOf(wanted.fields.description ?? null) : [],
  }
  store.state.videos.push(video)
  await store.commit()
  return video
}

export function passwordRow(context: DemoContext, password: string): VideoRecord['passwords'][number] {
  return { id: context.store.nextId('password'), password, createdAt: context.nowIso() }
}

/** Whoever could see nothing until now sees something new. */
export function setPrivacy(context: DemoContext, video: VideoRecord, privacy: number): void {
  if (video.privacy === PRIVATE && privacy !== PRIVATE) video.publishedAt = context.nowIso()
  video.privacy = privacy
}

const PUBLISHED_NOTIFICATION = 6
const TRANSCRIBED_NOTIFICATION = 22

/** Does what has become due: transcoding that is over and planned publications. Called before each API request. */
export function settle(context: DemoContext): void {
  const now = context.now()
  let changed = false
  for (const video of context.store.state.videos) {
    if (video.state === TO_TRANSCODE && video.processedAtMs <= now) {
      finishProcessing(context, video)
      changed = true
    }
    if (video.transcribedAtMs !== undefined && video.transcribedAtMs <= now) {
      transcribe(context, video)
      changed = true
    }
    const { scheduleUpdate } = video
    const isReady = video.state !== TO_TRANSCODE
    if (scheduleUpdate !== null && isReady && Date.parse(scheduleUpdate.updateAt) <= now) {
      setPrivacy(context, video, scheduleUpdate.privacy ?? video.privacy)
      video.scheduleUpdate = null
      video.updatedAt = context.nowIso()
      changed = true
    }
  }
  // Nobody waits for this: what could not be written goes with the next change.
  if (changed) context.store.commit().catch(() => undefined)
}

/** Nobody listens here: one cue says so. */
function transcribe(context: DemoContext, video: VideoRecord): void {
  delete video.transcribedAtMs
  const language = video.language ?? 'en'
  const fileName = `${randomUUID()}-${language}.vtt`
  const text = 'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nTranscribed by the demo instance.\n'
  writeFileSync(join(context.store.folders.captions, fileName), text)
  video.captions.push({ language, fileName, updatedAt: context.nowIso(), isAutomatic: true })
  notifyOwner(context, video, TRANSCRIBED_NOTIFICATION)
}

function finishProcessing(context: DemoContext, video: VideoRecord): void {
  video.state = PUBLISHED
  video.updatedAt = context.nowIso()
  // A file that was replaced makes no new video.
  if (video.inputFileUpdatedAt === null) video.publishedAt = video.updatedAt
  if (video.waitTranscoding) notifyOwner(context, video, PUBLISHED_NOTIFICATION)
}

function notifyOwner(context: DemoContext, video: VideoRecord, type: number): void {
  const { state } = context.store
  const channel = state.channels.find(({ id }) => id === video.channelId)
  const user = state.users.find(({ accountId }) => accountId === channel?.accountId)
  if (user === undefined) return
  state.notifications.push({
    id: context.store.nextId('notification'),
    userId: user.id,
    type,
    read: false,
    videoId: video.id,
    createdAt: context.nowIso(),
  })
}
