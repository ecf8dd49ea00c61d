import type { ChannelServer } from './channels/ports'
import type { PlaylistServer } from './playlists/ports'

export interface ListsAccount {
  readonly id: string
  readonly isSignedIn: boolean
  readonly channels: ChannelServer
  readonly playlists: PlaylistServer
}

export interface ListsAccounts {
  all(): readonly ListsAccount[]
  find(accountId: string): ListsAccount | null
  /** After sign-in, sign-out and removal. Returns the unsubscribe function. */
  onChange(listener: (accountId: string) => void): () => void
}
