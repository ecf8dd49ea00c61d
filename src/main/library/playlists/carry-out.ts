import { assertNever } from '@shared/assert-never'
import type { PlaylistChange } from '@shared/playlists/playlist'
import { pictureVersion } from '../../storage/picture-version'
import type { StoredChange } from '../../storage/playlist-changes-table'
import type { PlaylistRecord } from '../../storage/playlists-table'
import type { Clock } from '../../uploads/ports'
import { movesFor, orderAfter } from './order'
import type { PlaylistServer } from './ports'
import { readElements } from './read-elements'
import type { PlaylistStore } from './store'

export interface CarryOutDeps {
  accountId: string
  server: PlaylistServer
  store: PlaylistStore
  clock: Clock
  signal: AbortSignal
  /** A change of ours gave a playlist another picture, by their versions. */
  pictureChanged: (accountId: string, uuid: string, before: string | null, now: string | null) => void
}

/** What reading needs of it. */
type RefreshDeps = Omit<CarryOutDeps, 'pictureChanged'>

/**
 * Brings one written-down change to the instance and takes its effect into the copy. May be called again after any
 * failure: what cannot be repeated blindly (an addition, a move) is first looked up. Rejects with what stopped it.
 * @param isFresh the copy was the instance's when this run began, and nothing failed since
 */
export async function carryOut(deps: CarryOutDeps, stored: StoredChange, isFresh: boolean): Promise<void> {
  const { change, playlistUuid: uuid } = stored
  // Positions mean something only in the order that the instance has now.
  if ((!isFresh || change.kind === 'move') && !(await freshen(deps, uuid))) return
  const before = deps.store.table.find(deps.accountId, uuid)
  await bring(deps, stored)
  if (before !== null && isPictureOf(deps, before, change)) await takePicture(deps, before)
}

async function bring(deps: CarryOutDeps, stored: StoredChange): Promise<void> {
  const { accountId, server, store, signal } = deps
  const { change, playlistUuid: uuid, id } = stored
  switch (change.kind) {
    case 'add':
      await add(deps, stored, change.videoUuid)
      return
    case 'move':
      await move(deps, stored, change.elementIds, change.after)
      return
    case 'remove':
      await server.removeElement(uuid, change.elementId, signal)
      break
    case 'times': {
      const { startTimestamp, stopTimestamp } = change
      await server.setTimes(uuid, change.elementId, { startTimestamp, stopTimestamp }, signal)
      break
    }
    default:
      assertNever(change)
  }
  store.transaction(() => {
    const known = store.table.find(accountId, uuid)
    if (change.kind === 'times') store.table.setTimes(accountId, uuid, change.elementId, change)
    if (known !== null) store.table.reorder(accountId, uuid, orderAfter(known.elements, change), null)
    store.changes.remove(id)
  })
}

/** Without a picture of its own a playlist has that of its first video. */
function isPictureOf(
  { accountId, store }: CarryOutDeps,
  before: PlaylistRecord,
  change: PlaylistChange,
): boolean {
  const [first] = store.table.find(accountId, before.uuid)?.elements ?? []
  return first !== before.elements[0] || (change.kind === 'add' && before.pictureVersion === null)
}

/** One that comes by our own change is not somebody else's. Never rejects: at worst the person is asked. */
async function takePicture(
  deps: CarryOutDeps,
  { uuid, pictureVersion: before }: PlaylistRecord,
): Promise<void> {
  const { accountId, server, store, signal, pictureChanged } = deps
  const now = await server.playlist(uuid, signal).catch(() => null)
  if (now === null) return
  store.transaction(() => {
    store.table.put(accountId, now)
  })
  pictureChanged(accountId, uuid, before, pictureVersion(now.picture))
}

/** Reads the playlist again unless the copy is of its newest state. False: it is gone, and its changes are refused. */
async function freshen(deps: RefreshDeps, uuid: string): Promise<boolean> {
  const { accountId, server, store, signal } = deps
  const now = await server.playlist(uuid, signal)
  const isNewest = now !== null && store.table.find(accountId, uuid)?.elementsStamp === now.stamp
  return isNewest || refresh(deps, uuid)
}

/** Reads the playlist again. False: it is gone, and its changes are refused. */
export async function refresh(deps: RefreshDeps, uuid: string): Promise<boolean> {
  const { accountId, server, store, clock, signal } = deps
  const read = await readElements(server, uuid, clock, signal)
  signal.throwIfAborted()
  if (read !== null) await store.takeElements(accountId, read, clock.now())
  else
    store.transaction(() => {
      store.lose(accountId, uuid)
    })
  return read !== null
}

/**
 * When all changes are done: the copy is of the instance's newest state, or is read again.
 * @param isFresh as in `carryOut`: what the copy says then is what it was with our changes
 */
export async function lookAfter(deps: RefreshDeps, uuid: string, isFresh: boolean): Promise<void> {
  const { accountId, server, store, signal } = deps
  const now = await server.playlist(uuid, signal)
  const known = store.table.find(accountId, uuid)
  if (!isFresh || now === null || known === null || now.length !== known.elements.length) {
    await refresh(deps, uuid)
    return
  }
  store.transaction(() => {
    store.table.put(accountId, now)
    store.table.setStamp(accountId, uuid, now.stamp)
  })
}

/** The server takes the same video twice: an addition whose answer was lost is looked for before it is repeated. */
async function add(deps: CarryOutDeps, stored: StoredChange, videoUuid: string): Promise<void> {
  const { accountId, server, store, signal } = deps
  const { playlistUuid: uuid, id } = stored
  if (stored.state === 'sent' && wasAdded(store, accountId, uuid, videoUuid, Number(stored.detail))) {
    store.transaction(() => {
      store.changes.remove(id)
    })
    return
  }
  const newest = Math.max(0, ...(store.table.find(accountId, uuid)?.elements ?? []))
  store.transaction(() => {
    store.changes.setState(id, 'sent', null, String(newest))
  })
  const elementId = await server.addElement(uuid, videoUuid, signal)
  store.transaction(() => {
    const known = store.table.find(accountId, uuid)
    if (known !== null) {
      store.table.addFromLibrary(accountId, uuid, elementId, videoUuid)
      const others = known.elements.filter((one) => one !== elementId)
      store.table.reorder(accountId, uuid, [...others, elementId], null)
    }
    store.changes.remove(id)
  })
}

/** Ids of elements grow: the one of a lost answer is newer than all that were known when it was sent. */
function wasAdded(
  store: PlaylistStore,
  accountId: string,
  uuid: string,
  videoUuid: string,
  newestBefore: number,
): boolean {
  const videos = store.table.videosOf(accountId, uuid)
  return [...videos].some(([elementId, video]) => elementId > newestBefore && video === videoUuid)
}

async function move(
  deps: CarryOutDeps,
  stored: StoredChange,
  ids: readonly number[],
  after: number | null,
): Promise<void> {
  const { accountId, server, store, signal } = deps
  const { playlistUuid: uuid, id } = stored
  store.transaction(() => {
    store.changes.setState(id, 'sent', null, null)
  })
  let order = store.table.find(accountId, uuid)?.elements ?? []
  for (const request of movesFor(order, ids, after)) {
    // Whatever comes of it, the order on the instance is not the one that was read.
    store.transaction(() => {
      store.table.reorder(accountId, uuid, order, null)
    })
    await server.reorder(uuid, request, signal)
    order = afterRequest(order, request)
  }
  store.transaction(() => {
    store.table.reorder(accountId, uuid, order, null)
    store.changes.remove(id)
  })
}

function afterRequest(
  order: readonly number[],
  { startPosition, insertAfterPosition, reorderLength }: Parameters<PlaylistServer['reorder']>[1],
): number[] {
  const ids = order.slice(startPosition - 1, startPosition - 1 + reorderLength)
  const after = insertAfterPosition === 0 ? null : (order[insertAfterPosition - 1] ?? null)
  return orderAfter(order, { kind: 'move', elementIds: [...ids], after })
}
