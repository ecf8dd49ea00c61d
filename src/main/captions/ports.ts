import type { Cue } from '@shared/captions/cue'

/** A caption of a video, as its instance tells. */
export interface InstanceCaption {
  language: string
  isAutomatic: boolean
  /** Path on the instance, or an address elsewhere. */
  file: string | null
  /** Changes whenever the file does. */
  version: string
}

/** What is asked of one account's instance. Each rejects with `ServerError`, `ConnectionError` or the signal's reason. */
export interface CaptionServer {
  /** Null: no such video. */
  list(uuid: string, signal: AbortSignal): Promise<InstanceCaption[] | null>
  /** Null: not there, or longer than `limitBytes`. */
  read(address: string, limitBytes: number, signal: AbortSignal): Promise<Uint8Array | null>
  /** `vtt` is the whole file. */
  put(uuid: string, language: string, vtt: string, signal: AbortSignal): Promise<void>
  remove(uuid: string, language: string, signal: AbortSignal): Promise<void>
  /** Asks for captions made of what is said (6.2 and later). */
  generate(uuid: string, signal: AbortSignal): Promise<void>
}

export interface CaptionAccount {
  readonly id: string
  readonly isSignedIn: boolean
  readonly captions: CaptionServer
}

export interface CaptionAccounts {
  find(accountId: string): CaptionAccount | null
}

/** Which captions of which video. */
export interface CaptionKey {
  accountId: string
  uuid: string
  language: string
}

/** Work on captions that no instance has yet; it outlives the app. */
export interface CaptionDraft extends CaptionKey {
  cues: Cue[]
  /** Version of the instance's file that it began with; null: there was none. */
  base: string | null
  /** Epoch milliseconds. */
  changedAt: number
}
