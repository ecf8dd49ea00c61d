import type { Clock } from '../uploads/ports'
import type { SyncRecord } from '../storage/library-syncs-table'
import type { LateAnswers } from './late-answers'
import { answered } from './patience'
import type { LibraryServer, ListedPage, ListedVideo } from './ports'

/** What a pass writes; each call is one transaction. */
export interface SyncStore {
  find(accountId: string): SyncRecord | null
  put(record: SyncRecord): void
  /** Rows and where the pass goes on, or neither. Returns how many rows were new or differed. */
  take(record: SyncRecord, videos: readonly ListedVideo[]): number
  /** Met by the pass, and told of nothing that is news. */
  meet(record: SyncRecord, uuids: readonly string[]): void
  hasSeen(accountId: string, pass: number, uuid: string): boolean
  /** Deletes some that the pass did not meet; returns how many: 0 when none is left. */
  removeUnseen(accountId: string, pass: number): number
}

export interface SyncDeps {
  accountId: string
  server: LibraryServer
  store: SyncStore
  late: LateAnswers
  clock: Clock
  /** After each page. */
  onProgress: (record: SyncRecord, changed: number) => void
  signal: AbortSignal
}

/** An interrupted pass that is older than this begins anew: too much has moved since. */
const RESUMABLE_MS = 24 * 3_600_000
/** A million videos; a server that has more to say is not believed. */
const MOST_PAGES = 10_000
/** A list that is in another order each time is read all the same, with a third of the requests for nothing. */
const FREE_STEPS_BACK = 20
const STEPS_BACK_PER_PAGE = 1 / 3
const PAGE = 100
const ROWS_AT_ONCE = 25

/**
 * Reads the account's whole list once, oldest first: nothing smaller tells what changed, since servers do not sort by
 * change. What is added meanwhile comes at the end. What is deleted meanwhile moves later videos to places that were
 * read already: so each page begins with the last video of the one before, and where that is another one the pass steps
 * back. What a complete pass did not meet is gone. Resumes where an earlier run stopped. Rejects with what stopped it.
 */
export async function syncAccount(deps: SyncDeps): Promise<SyncRecord> {
  const { store, clock, signal, accountId } = deps
  let record = beginning(accountId, store.find(accountId), clock.now())
  store.put(record)
  let stepsBack = 0
  let stepRows = PAGE - 1
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const start = Math.max(0, record.nextStart - 1)
    const askedAt = deps.late.now()
    const page = await answered(() => deps.server.page(start, signal), clock, signal)
    const mayStepBack = stepsBack < FREE_STEPS_BACK + pages * STEPS_BACK_PER_PAGE
    if (mayStepBack && hasMoved(store, record, start, page)) {
      stepsBack += 1
      record = placed(record, page, Math.max(0, Math.min(start, page.total) + 1 - stepRows))
      stepRows *= 2
      store.put(record)
      continue
    }
    stepRows = PAGE - 1
    const next = placed(record, page, start + page.received)
    const changed = await write(deps, record, next, timelyOf(deps, record, page.videos, askedAt))
    record = next
    deps.onProgress(record, changed)
    if (page.received === 0 || record.nextStart >= page.total) break
  }
  await removeGone(deps, record.pass)
  record = { ...record, state: 'done', nextStart: 0, lastDoneAt: clock.now(), error: null }
  store.put(record)
  return record
}

/** Without those that this app has changed since; they are met all the same. */
function timelyOf(
  { store, late, accountId }: SyncDeps,
  record: SyncRecord,
  videos: readonly ListedVideo[],
  askedAt: number,
): readonly ListedVideo[] {
  const older = videos.filter(({ uuid }) => late.isLate(accountId, uuid, askedAt))
  if (older.length === 0) return videos
  store.meet(
    record,
    older.map(({ uuid }) => uuid),
  )
  return videos.filter((video) => !older.includes(video))
}

/**
 * In parts, so that the event loop is never held for long: the place where the next page starts goes with the last one.
 * Parts that are there already when a run breaks off are met again.
 */
async function write(
  { store, signal }: SyncDeps,
  before: SyncRecord,
  after: SyncRecord,
  videos: readonly ListedVideo[],
): Promise<number> {
  let changed = 0
  for (let at = 0; ; at += ROWS_AT_ONCE) {
    const isLast = at + ROWS_AT_ONCE >= videos.length
    changed += store.take(isLast ? after : before, videos.slice(at, at + ROWS_AT_ONCE))
    if (isLast) return changed
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
  }
}

function beginning(accountId: string, known: SyncRecord | null, now: number): SyncRecord {
  const isFresh = known !== null && known.state !== 'done' && Math.abs(now - known.begunAt) < RESUMABLE_MS
  if (isFresh) return { ...known, state: 'running', error: null }
  return {
    accountId,
    pass: (known?.pass ?? 0) + 1,
    state: 'running',
    nextStart: 0,
    total: null,
    read: 0,
    begunAt: now,
    lastDoneAt: known?.lastDoneAt ?? null,
    error: null,
  }
}

/** Whether videos before this page may have moved to where the pass has read already. */
function hasMoved(
  store: SyncStore,
  { accountId, pass }: SyncRecord,
  start: number,
  page: ListedPage,
): boolean {
  if (start === 0) return false
  if (page.received === 0) return true
  const [first] = page.videos
  // A page with rows that can't be read may begin with one of them.
  if (first === undefined || page.videos.length < page.received) return false
  return !store.hasSeen(accountId, pass, first.uuid)
}

function placed(record: SyncRecord, page: ListedPage, nextStart: number): SyncRecord {
  return { ...record, nextStart, total: page.total, read: Math.min(nextStart, page.total) }
}

async function removeGone({ store, accountId, signal, onProgress }: SyncDeps, pass: number): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const removed = store.removeUnseen(accountId, pass)
    if (removed === 0) return
    const record = store.find(accountId)
    if (record !== null) onProgress(record, removed)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
