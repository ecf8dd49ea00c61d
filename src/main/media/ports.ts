import type { Readable } from 'node:stream'
import type { Priority } from '../peertube/pacing'

/** One file of a video on its instance. */
export interface RemoteFile {
  id: number
  /** Path on the instance, or an address elsewhere. */
  address: string
  /** Null: not told. */
  bytes: number | null
  /** Lines of the picture; 0 for sound alone. */
  height: number
  /** With the dot, lower case: `.mp4`. */
  extension: string
  /** Before 6.3 every file has both. */
  hasAudio: boolean
  hasVideo: boolean
}

/** What an instance has of a video. */
export interface RemoteMedia {
  /** Empty: it has none yet, or is a live. */
  files: RemoteFile[]
  /** Address of the playlist that names all others; null: none. */
  playlist: string | null
}

/** The file as it was uploaded, where the instance keeps it (6.2 and later). */
export interface OriginalFile {
  address: string
  bytes: number | null
  /** Its name when it was uploaded; null: not told. */
  name: string | null
}

export interface StreamRequest {
  /** `bytes=a-b`, as a player asks; null: the whole file. */
  range: string | null
  /** A strong ETag: whatever is not that file any more comes from its start. */
  ifRange?: string | null
}

/** An answer whose body has not been read; whoever gets it destroys `body` or reads it to its end. */
export interface StreamAnswer {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  body: Readable
}

/** What players and downloads ask of one account's instance. Rejects with `ServerError`, `ConnectionError` or the signal's reason. */
export interface MediaServer {
  /** Null: no such video. */
  media(uuid: string, priority: Priority, signal: AbortSignal): Promise<RemoteMedia | null>
  /** Null: the instance keeps none, or gives it to nobody. */
  original(uuid: string, priority: Priority, signal: AbortSignal): Promise<OriginalFile | null>
  /** Null: at an address that is not asked. Any status is an answer; redirections were followed. */
  open(address: string, request: StreamRequest, signal: AbortSignal): Promise<StreamAnswer | null>
}

export interface MediaAccount {
  readonly id: string
  readonly isSignedIn: boolean
  readonly media: MediaServer
}

export interface MediaAccounts {
  find(accountId: string): MediaAccount | null
}
