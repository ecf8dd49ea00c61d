import type { ChannelRow } from '@shared/channels/channel'
import type { Clock } from '../uploads/ports'
import type { PlaylistRecord } from '../storage/playlists-table'
import type { ChannelsTable } from '../storage/channels-table'
import { NO_RULES, type ListsRecord, type ListsTable } from '../storage/lists-table'
import type { ListsAccount } from './lists-ports'
import { answered } from './patience'
import { refresh } from './playlists/carry-out'
import type { PlaylistStore } from './playlists/store'

export interface ListsSyncDeps {
  account: ListsAccount
  lists: ListsTable
  channels: ChannelsTable
  playlists: PlaylistStore
  clock: Clock
  /** Rows were written. */
  onChanged: () => void
  signal: AbortSignal
}

/** A playlist does not say when a video in it was deleted or hidden: it is read again now and then. */
const ELEMENTS_LAST_MS = 24 * 3_600_000
/** Five thousand playlists; a server that has more to say is not believed. */
const MOST_PAGES = 50

/**
 * Copies an account's channels and playlists: both lists each time, the elements of those playlists that changed. What
 * was read stays when it breaks off, and is not read again by the next one. Rejects with what stopped it.
 */
export async function syncLists(deps: ListsSyncDeps): Promise<ListsRecord> {
  const { account, lists, clock, signal } = deps
  const known = lists.find(account.id)
  const begun: ListsRecord = {
    accountId: account.id,
    state: 'running',
    lastDoneAt: known?.lastDoneAt ?? null,
    error: null,
    rules: known?.rules ?? NO_RULES,
  }
  lists.put(begun)
  const rules = await answered(() => account.channels.rules(signal), clock, signal)
  await takeChannels(deps)
  await syncPlayerThemes(deps, () => true)
  await syncPlaylists(deps)
  for (const playlist of deps.playlists.table.ofAccount(account.id)) {
    if (isDue(playlist, clock.now())) await syncElements(deps, playlist.uuid)
  }
  const done: ListsRecord = { ...begun, rules, state: 'done', lastDoneAt: clock.now() }
  lists.put(done)
  return done
}

/** The list, and what it does not tell of new ones. */
export async function syncChannels(deps: ListsSyncDeps): Promise<void> {
  await takeChannels(deps)
  await syncPlayerThemes(deps, ({ playerTheme }) => playerTheme === null)
}

async function takeChannels(deps: ListsSyncDeps): Promise<void> {
  const { account, channels, playlists, clock, signal, onChanged } = deps
  const listed = await answered(() => account.channels.channels(signal), clock, signal)
  signal.throwIfAborted()
  playlists.transaction(() => {
    channels.replace(account.id, listed)
  })
  onChanged()
}

/** Each is a request, where the version has themes. */
async function syncPlayerThemes(deps: ListsSyncDeps, isWanted: (row: ChannelRow) => boolean): Promise<void> {
  const { account, channels, playlists, clock, signal, onChanged } = deps
  const wanted = channels.all().filter((row) => row.accountId === account.id && isWanted(row))
  for (const { id, name } of wanted) {
    const theme = await answered(() => account.channels.playerTheme(name, signal), clock, signal)
    signal.throwIfAborted()
    playlists.transaction(() => {
      channels.setPlayerTheme(account.id, id, theme)
    })
  }
  onChanged()
}

export async function syncPlaylists(deps: ListsSyncDeps): Promise<void> {
  const { account, playlists, clock, signal, onChanged } = deps
  const met: string[] = []
  let start = 0
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const from = start
    const page = await answered(() => account.playlists.playlists(from, signal), clock, signal)
    signal.throwIfAborted()
    playlists.transaction(() => {
      for (const playlist of page.playlists) playlists.table.put(account.id, playlist)
    })
    met.push(...page.playlists.map(({ uuid }) => uuid))
    start += page.received
    if (page.received === 0 || start >= page.total) break
  }
  await removeGone(deps, new Set(met))
  onChanged()
}

/** One that the pages did not name may only have moved between them: it is asked for itself before it goes. */
async function removeGone(
  { account, playlists, clock, signal }: ListsSyncDeps,
  met: Set<string>,
): Promise<void> {
  for (const { uuid } of playlists.table.ofAccount(account.id)) {
    if (met.has(uuid)) continue
    const found = await answered(() => account.playlists.playlist(uuid, signal), clock, signal)
    if (found !== null) continue
    playlists.transaction(() => {
      playlists.lose(account.id, uuid)
    })
  }
}

function isDue({ stamp, elementsStamp, elementsAt }: PlaylistRecord, now: number): boolean {
  const ageMs = now - (elementsAt ?? 0)
  return stamp !== elementsStamp || ageMs > ELEMENTS_LAST_MS || ageMs < 0
}

export async function syncElements(deps: ListsSyncDeps, uuid: string): Promise<void> {
  const { account, playlists, clock, signal, onChanged } = deps
  const reading = { accountId: account.id, server: account.playlists, store: playlists, clock, signal }
  await playlists.alone(account.id, uuid, () => refresh(reading, uuid))
  onChanged()
}
