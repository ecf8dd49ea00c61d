import type { CaptionPending } from '@shared/captions/caption'
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

/** Captions as they were last read from the instance, or put there. */
export interface CaptionCopy {
  /** Of the instance's file; null: it has none. */
  version: string | null
  /** Null: the file can't be read as captions. */
  cues: Cue[] | null
  unread: number
  simplified: boolean
  /** Versions that this app replaced with this one; null: it was the first. */
  replaced: (string | null)[]
}

export interface CaptionDraftsPort {
  find(key: CaptionKey): CaptionDraft | null
  languagesOf(accountId: string, uuid: string): string[]
  put(draft: CaptionDraft): void
  remove(key: CaptionKey): void
}

export interface CaptionCopiesPort {
  find(key: CaptionKey): CaptionCopy | null
  put(key: CaptionKey, copy: CaptionCopy, keptAt: number): void
}

/** The library's outbox, as far as captions are concerned; `also` is part of the transaction that makes the edit. */
export interface CaptionOutbox {
  /** Answers the edit's id. `base` left out: as the copy has it. */
  put(key: CaptionKey, vtt: string, base: string | null | undefined, also: () => void): Promise<string>
  delete(key: CaptionKey, base: string | null, also: () => void): string
  takeBack(key: CaptionKey, also: () => void): void
  /** By language. */
  pending(accountId: string, uuid: string): ReadonlyMap<string, CaptionPending>
  /** Null: nothing waits. `bytes` null: they are to be deleted. */
  wanted(key: CaptionKey): Promise<{ bytes: Uint8Array | null; base: string | null } | null>
  /** What the local copy knows; null: nothing. */
  atHand(
    accountId: string,
    uuid: string,
  ): { isKnown: boolean; captions: { language: string; isAutomatic: boolean; version: string }[] } | null
}
