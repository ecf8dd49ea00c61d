import { AppError } from '@shared/errors'
import {
  PLAYLIST_TYPE,
  type PlaylistChange,
  type PlaylistElementRow,
  type PlaylistFieldChanges,
  type PlaylistFields,
  type PlaylistRow,
  type RefusedChange,
} from '@shared/playlists/playlist'
import { pictureKindOf } from '../../drafts/picture-kind'
import type { NewPicture } from '../channels/ports'
import { listError, type ListTask } from '../list-errors'
import type { ListsAccount, ListsAccounts } from '../lists-ports'
import type { Sender } from './sender'
import type { ListedPlaylist } from './ports'
import type { PlaylistStore } from './store'

export interface PlaylistsDeps {
  accounts: ListsAccounts
  store: PlaylistStore
  sender: Sender
  /** Reads the account's list of playlists again. */
  reread: (account: ListsAccount) => Promise<void>
  /** Reads the elements of one again. */
  rereadElements: (account: ListsAccount, uuid: string) => Promise<void>
  changed: () => void
  now: () => number
  signal: AbortSignal
}

export interface ElementsPage {
  total: number
  rows: PlaylistElementRow[]
}

/** What a person does with playlists. Each rejects with an `AppError` or what `PlaylistServer` rejects with. */
export class Playlists {
  constructor(private readonly deps: PlaylistsDeps) {}

  list(): PlaylistRow[] {
    return this.deps.store.table.all()
  }

  /** With what waits to be sent. Throws `not-found`. */
  elements(accountId: string, uuid: string, offset: number, limit: number): ElementsPage {
    const page = this.deps.store.page(accountId, uuid, offset, limit)
    if (page === null) throw new AppError('not-found', 'no such playlist', { what: 'playlist' })
    return page
  }

  refused(accountId: string, uuid: string): RefusedChange[] {
    return this.deps.store.changes.refused(accountId, uuid)
  }

  /** Writes changes down; they are sent in their turn, now or when the network is back. Throws `not-found`. */
  change(accountId: string, uuid: string, changes: readonly PlaylistChange[]): void {
    const { store, sender, changed } = this.deps
    const account = this.account(accountId)
    this.get(accountId, uuid)
    store.transaction(() => {
      store.changes.add(accountId, uuid, changes, this.deps.now())
    })
    changed()
    sender.wakeAgain(account)
  }

  /** Moves elements, together, so that the first of them comes to this position (from 1). Throws `not-found`. */
  moveTo(accountId: string, uuid: string, elementIds: readonly number[], position: number): void {
    const { store } = this.deps
    const others = store.order(accountId, uuid).filter((id) => !elementIds.includes(id))
    const after = others[Math.min(others.length, position - 1) - 1] ?? null
    const last = store.changes.of(accountId, uuid).at(-1)
    // A key that is held down is one move, as long as it was not sent.
    if (last?.state === 'waiting' && isMoveOf(last.change, elementIds)) {
      store.transaction(() => {
        store.changes.remove(last.id)
      })
    }
    this.change(accountId, uuid, [{ kind: 'move', elementIds: [...elementIds], after }])
  }

  /** Lets go what was not sent yet. */
  discardWaiting(accountId: string, uuid: string): void {
    const { store, changed } = this.deps
    store.transaction(() => {
      store.changes.removeWaiting(accountId, uuid)
    })
    changed()
  }

  /** Tries a refused change again, or lets it go. */
  settleRefused(id: number, again: boolean): void {
    const { store, sender, changed } = this.deps
    const stored = store.changes.find(id)
    if (stored?.state !== 'refused') return
    store.transaction(() => {
      if (again) store.changes.setState(id, 'waiting', null, null)
      else store.changes.remove(id)
    })
    changed()
    const account = this.deps.accounts.find(stored.accountId)
    if (again && account !== null) sender.wakeAgain(account)
  }

  /** As the instance has it now, without the copy; null: it is gone. */
  async onServer(accountId: string, uuid: string): Promise<ListedPlaylist | null> {
    return this.account(accountId).playlists.playlist(uuid, this.deps.signal)
  }

  /** While nobody else reads what it holds, or changes it. */
  alone<T>(accountId: string, uuid: string, work: () => Promise<T>): Promise<T> {
    return this.deps.store.alone(accountId, uuid, work)
  }

  /** Reads the account's list again. */
  async reread(accountId: string): Promise<void> {
    await this.deps.reread(this.account(accountId))
  }

  /** Returns its UUID. */
  async create(accountId: string, fields: PlaylistFields): Promise<string> {
    const account = this.account(accountId)
    const { signal } = this.deps
    const uuid = await this.ask('create-playlist', () => account.playlists.createPlaylist(fields, signal))
    await this.rereadQuietly(account)
    return uuid
  }

  /** Fields that are left out stay as they are. */
  async update(accountId: string, uuid: string, fields: PlaylistFieldChanges): Promise<void> {
    const account = this.account(accountId)
    this.getRegular(accountId, uuid)
    const { signal } = this.deps
    await this.ask('update-playlist', () => account.playlists.updatePlaylist(uuid, fields, null, signal))
    await this.rereadQuietly(account)
  }

  /** As it is sent. Throws `unsupported-picture`. */
  checkPicture(bytes: Uint8Array): NewPicture {
    const format = pictureKindOf(bytes)
    if (format === null) throw new AppError('unsupported-picture', 'not a picture that PeerTube takes')
    return { bytes, fileName: `thumbnail${format.extensions[0] ?? ''}` }
  }

  /** The copy has to be read again afterwards. Rejects with `unsupported-picture` too. */
  async setPicture(accountId: string, uuid: string, bytes: Uint8Array): Promise<void> {
    const account = this.account(accountId)
    this.getRegular(accountId, uuid)
    const picture = this.checkPicture(bytes)
    const { signal } = this.deps
    await this.ask('update-playlist', () => account.playlists.updatePlaylist(uuid, {}, picture, signal))
  }

  async delete(accountId: string, uuid: string): Promise<void> {
    const account = this.account(accountId)
    this.getRegular(accountId, uuid)
    const { store, signal } = this.deps
    await this.ask('delete-playlist', () => account.playlists.deletePlaylist(uuid, signal))
    store.transaction(() => {
      store.forget(accountId, uuid)
    })
    this.deps.changed()
  }

  /** Reads what it holds again. */
  async refresh(accountId: string, uuid: string): Promise<void> {
    await this.deps.rereadElements(this.account(accountId), uuid)
  }

  private account(accountId: string): ListsAccount {
    const account = this.deps.accounts.find(accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    return account
  }

  private get(accountId: string, uuid: string): PlaylistRow {
    const row = this.list().find((one) => one.accountId === accountId && one.uuid === uuid)
    if (row === undefined) throw new AppError('not-found', 'no such playlist', { what: 'playlist' })
    return row
  }

  private getRegular(accountId: string, uuid: string): void {
    if (this.get(accountId, uuid).type === PLAYLIST_TYPE.watchLater) {
      throw new AppError('not-allowed-now', 'watch later can be neither changed nor deleted')
    }
  }

  private rereadQuietly(account: ListsAccount): Promise<void> {
    return this.deps.reread(account).catch(() => undefined)
  }

  private async ask<T>(task: ListTask, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw listError(error, task)
    }
  }
}

function isMoveOf(change: PlaylistChange, elementIds: readonly number[]): boolean {
  return change.kind === 'move' && change.elementIds.join() === elementIds.join()
}
