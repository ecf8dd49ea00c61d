import type { AccountChoices, InstanceLimits } from '@shared/accounts/choices'
import type { Chapter, Draft, EmbedPrivacy } from '@shared/uploads/draft'
import type { PublishedVideo } from '@shared/uploads/upload'
import type { CaptionServer } from '../../captions/ports'
import type { Priority } from '../../peertube/pacing'
import type { FieldsApart } from '../../storage/library-table'
import type { LocalFile, VideoServer } from '../../uploads/ports'
import type { DetailedVideo } from '../ports'

/** What edits ask of one account's instance. Each rejects with `ServerError`, `ConnectionError` or the signal's reason. */
export interface EditServer extends Pick<
  VideoServer,
  | 'putCaption'
  | 'deleteCaption'
  | 'putChapters'
  | 'putPlayerTheme'
  | 'putEmbedPrivacy'
  | 'addToPlaylist'
  | 'removeFromPlaylist'
> {
  /** What it has of captions, and their files. */
  readonly captions: Pick<CaptionServer, 'list' | 'read'>
  /** As it is now; null: gone. */
  video(uuid: string, signal: AbortSignal): Promise<DetailedVideo | null>
  /** Of a protected video; of any other the server refuses. */
  passwords(uuid: string, signal: AbortSignal): Promise<string[]>
  /** Null: the version has none. */
  chapters(uuid: string, signal: AbortSignal): Promise<Chapter[] | null>
  /** As the person chose it; null: the version has none. */
  playerTheme(uuid: string, signal: AbortSignal): Promise<string | null>
  /** Null: the version has none. */
  embedPrivacy(uuid: string, signal: AbortSignal): Promise<EmbedPrivacy | null>
  /** Sends the named fields of the draft, and a picture. */
  update(
    uuid: string,
    draft: Draft,
    fields: readonly (keyof Draft)[],
    picture: LocalFile | null,
    signal: AbortSignal,
  ): Promise<void>
  /** One that is not there is no error. */
  deleteVideo(uuid: string, signal: AbortSignal): Promise<void>
  /** Ids of the account's playlists that hold it. */
  playlistsOf(video: Pick<PublishedVideo, 'id'>, signal: AbortSignal): Promise<number[]>
}

export interface EditAccount {
  readonly id: string
  readonly isSignedIn: boolean
  /** From memory or the local copy; rejects when neither is there and the instance can't be asked. */
  limits(): Promise<InstanceLimits>
  edits(priority: Priority): EditServer
}

export interface EditAccounts {
  all(): readonly EditAccount[]
  find(accountId: string): EditAccount | null
  /** After sign-in, sign-out and removal. Returns the unsubscribe function. */
  onChange(listener: (accountId: string) => void): () => void
  /** From the local copy; null while the instance was never asked. */
  knownChoices(accountId: string): AccountChoices | null
}

/** What edits need of the library's copy. */
export interface EditedCopy {
  /** Reads a video in full, with the priority of a person who waits; resolves without it when nobody can be asked. */
  refresh(accountId: string, uuid: string): Promise<void>
  /** As the instance has it after an edit. */
  take(accountId: string, video: DetailedVideo, apart: FieldsApart): void
  remove(accountId: string, uuid: string): void
  /** What rows say of their edits is other than it was. */
  rowsChanged(): void
  /** A caption file of the instance as text; null: none in that language. */
  captionText(
    accountId: string,
    uuid: string,
    language: string,
  ): Promise<{ text: string; name: string } | null>
}
