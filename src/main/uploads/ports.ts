import type { InstanceLimits } from '@shared/accounts/choices'
import type { ServerError } from '@shared/errors'
import type { Draft, EmbedPrivacy } from '@shared/uploads/draft'
import type { PublishedVideo } from '@shared/uploads/upload'

/**
 * What the upload engine needs of the world. It knows no SQL, no HTTP library and no Electron: tests drive it with
 * small fakes, the app with `peertube/` and `storage/`.
 */

/** Bytes `start` (inclusive) to `end` (exclusive) of a local file, streamed; never held in memory as a whole. */
export interface FileSlice {
  path: string
  start: number
  end: number
}

export interface WireRequest {
  method: 'POST' | 'PUT' | 'DELETE'
  /** Absolute path with query, e.g. `/api/v1/videos/upload-resumable?upload_id=…`. */
  path: string
  headers: Record<string, string>
  body: Uint8Array | FileSlice | null
  /** Called with the number of body bytes handed to the socket so far. */
  onSent?: (bytes: number) => void
  signal: AbortSignal
  /** The whole exchange, answer included. */
  timeoutMs: number
}

export interface WireAnswer {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  /** At most 64 KiB. */
  body: string
}

/**
 * One account's authenticated connection. Adds the current access token and the User-Agent, honours the bandwidth
 * limit while it streams a slice, waits its turn in the instance's request pacing, follows no redirect and repeats
 * nothing. Any status is an answer; only "no answer" throws: `ConnectionError`, or the signal's reason.
 */
export interface Wire {
  send(request: WireRequest): Promise<WireAnswer>
  /** What an answer says that refuses: the server's words as plain text, without secrets. `request` names it in logs. */
  refusal(answer: WireAnswer, request: string): ServerError
}

export interface RemoteVideo {
  video: PublishedVideo
  name: string
  channelId: number
  /** Seconds, whole; 0 when unknown. */
  duration: number
  /** PeerTube's `VideoState`. */
  state: number
  stateLabel: string
  createdAt: number
  publishedAt: number | null
}

export interface RemoteSource {
  fileName: string | null
  bytes: number | null
  /** When the file came, in the words of the instance; null where the version does not tell. */
  createdAt: string | null
}

/** A file that lies on this disk and goes into a multipart request. */
export interface LocalFile {
  path: string
  name: string
}

/** What the engine asks of the REST API about videos. Each rejects with `ServerError` or `ConnectionError`. */
export interface VideoServer {
  /** The account's newest videos, newest first, at most 100. */
  newest(signal: AbortSignal): Promise<RemoteVideo[]>
  /** Null on 404. */
  find(uuid: string, signal: AbortSignal): Promise<RemoteVideo | null>
  /** What file a video was made of; null where the version does not tell. */
  source(uuid: string, signal: AbortSignal): Promise<RemoteSource | null>
  /** Sends the named fields of the draft; `thumbnail` is a picture part. */
  update(
    uuid: string,
    draft: Draft,
    fields: readonly (keyof Draft)[],
    picture: LocalFile | null,
    signal: AbortSignal,
  ): Promise<void>
  putCaption(uuid: string, language: string, file: LocalFile, signal: AbortSignal): Promise<void>
  deleteCaption(uuid: string, language: string, signal: AbortSignal): Promise<void>
  putChapters(uuid: string, chapters: Draft['chapters'], signal: AbortSignal): Promise<void>
  /** Nothing where the version has no themes. */
  putPlayerTheme(uuid: string, theme: string, signal: AbortSignal): Promise<void>
  /** The same of a version that has no word on sites. */
  putEmbedPrivacy(uuid: string, privacy: EmbedPrivacy, signal: AbortSignal): Promise<void>
  /** Idempotent: looks first, since the server takes the same video twice. */
  addToPlaylist(playlistId: number, video: PublishedVideo, signal: AbortSignal): Promise<void>
  removeFromPlaylist(playlistId: number, video: PublishedVideo, signal: AbortSignal): Promise<void>
}

export interface InitRequest {
  draft: Draft
  /** Frozen title of the session. */
  title: string
  fileName: string
  fileBytes: number
  /** Fixed per session: makes the init repeatable. */
  lastModified: number
}

/** The init's body and headers for this instance's version, made by `peertube/`. */
export interface InitEncoder {
  encode(request: InitRequest, limits: InstanceLimits): { headers: Record<string, string>; body: Uint8Array }
  /** Of an upload that replaces a video's file: nothing is said about the video. */
  encodeReplacement(request: Pick<InitRequest, 'fileName' | 'fileBytes' | 'lastModified'>): {
    headers: Record<string, string>
    body: Uint8Array
  }
}

/** One account on one instance, as the engine sees it. */
export interface UploadAccount {
  id: string
  /** Origin; the key for what is remembered of an instance: chunk size, pacing, `Retry-After`. */
  instanceUrl: string
  /** For the receipt. */
  username: string
  wire: Wire
  videos: VideoServer
  init: InitEncoder
  /** From memory or the local copy; rejects when neither is there and the instance can't be asked. */
  limits(): Promise<InstanceLimits>
  /**
   * Single flight over all callers; the new pair is stored before it is used. `signed-out`: the refresh token is
   * worth nothing any more and the person has to sign in again. Rejects with `ConnectionError` when nobody answered.
   * `staleAnswerAt` (epoch milliseconds of the request that got 401) lets a late caller share a refresh that is done.
   */
  refresh(staleAnswerAt: number): Promise<'refreshed' | 'signed-out'>
}

export interface AccountDirectory {
  /** Null: removed. */
  find(accountId: string): UploadAccount | null
  isSignedIn(accountId: string): boolean
  /** After sign-in, sign-out and removal. Returns the unsubscribe function. */
  onChange(listener: (accountId: string) => void): () => void
}

export interface Connectivity {
  readonly online: boolean
  onChange(listener: (online: boolean) => void): () => void
}

export interface Clock {
  /** Epoch milliseconds; may jump. */
  now(): number
  /** Milliseconds that only grow; for speeds and waits. */
  monotonic(): number
  /** Calls back after a time; returns the cancel function. Not stopped by a clock that jumps. */
  schedule(delayMs: number, callback: () => void): () => void
}
