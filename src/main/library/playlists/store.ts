import type { PlaylistChange, PlaylistElementRow } from '@shared/playlists/playlist'
import { inTransaction, type Database } from '../../storage/database'
import { PlaylistChangesTable, type StoredChange } from '../../storage/playlist-changes-table'
import { PlaylistsTable } from '../../storage/playlists-table'
import { orderAfter } from './order'
import type { ReadElements } from './read-elements'
import { Turns } from './turns'

const ROWS_AT_ONCE = 50

/** Playlists on the disk: what the instance has, and the changes of ours that it does not have yet. */
export class PlaylistStore {
  readonly table: PlaylistsTable
  readonly changes: PlaylistChangesTable
  private readonly turns = new Turns()

  constructor(private readonly database: Database) {
    this.table = new PlaylistsTable(database)
    this.changes = new PlaylistChangesTable(database)
  }

  /** Whoever reads a playlist from the instance, or changes it there, does so alone. */
  alone<T>(accountId: string, uuid: string, work: () => Promise<T>): Promise<T> {
    return this.turns.take(`${accountId}/${uuid}`, work)
  }

  transaction<T>(work: () => T): T {
    return inTransaction(this.database, work)
  }

  /** In parts, so that the event loop is never held for long; the order turns to the new one at once. */
  async takeElements(accountId: string, { playlist, elements }: ReadElements, now: number): Promise<void> {
    const { uuid, stamp } = playlist
    this.transaction(() => {
      this.table.put(accountId, playlist)
    })
    for (let at = 0; at < elements.length; at += ROWS_AT_ONCE) {
      this.transaction(() => {
        this.table.putElements(accountId, uuid, elements.slice(at, at + ROWS_AT_ONCE))
      })
      await new Promise((resolve) => setImmediate(resolve))
    }
    const ids = elements.map(({ id }) => id)
    this.transaction(() => {
      this.table.setOrder(accountId, uuid, ids, stamp, now)
    })
  }

  /** As it will be once everything that waits is sent. Null: no such playlist. */
  page(
    accountId: string,
    uuid: string,
    offset: number,
    limit: number,
  ): { total: number; rows: PlaylistElementRow[] } | null {
    const known = this.table.find(accountId, uuid)
    if (known === null) return null
    const waiting = this.waiting(accountId, uuid)
    const order = ordered(known.elements, waiting)
    const rows = this.table.elements(accountId, uuid, order.slice(offset, offset + limit), offset + 1)
    const changes = waiting.map(({ change }) => change)
    return { total: order.length, rows: rows.map((row) => withTimes(row, changes)) }
  }

  /** As `page`: ids alone, all of them. Empty: no such playlist. */
  order(accountId: string, uuid: string): number[] {
    return ordered(this.table.find(accountId, uuid)?.elements ?? [], this.waiting(accountId, uuid))
  }

  /** What its instance has is not known any more: it is read again. Within a transaction. */
  doubt(accountId: string, uuid: string): void {
    const known = this.table.find(accountId, uuid)
    if (known !== null) this.table.reorder(accountId, uuid, known.elements, null)
  }

  /**
   * It is gone: changes that waited are told as refused, unless it was us who deleted it, and the answer was lost. Within
   * a transaction.
   */
  lose(accountId: string, uuid: string): void {
    this.changes.refuseAll(accountId, uuid)
    this.table.remove(accountId, uuid)
  }

  /** The person has deleted it, with what waited. Within a transaction. */
  forget(accountId: string, uuid: string): void {
    this.changes.removeAll(accountId, uuid)
    this.table.remove(accountId, uuid)
  }

  private waiting(accountId: string, uuid: string): StoredChange[] {
    return this.changes.of(accountId, uuid).filter(({ state }) => state !== 'refused')
  }
}

function ordered(elements: readonly number[], waiting: readonly StoredChange[]): number[] {
  return waiting.reduce<number[]>((ids, { change }) => orderAfter(ids, change), [...elements])
}

function withTimes(row: PlaylistElementRow, changes: readonly PlaylistChange[]): PlaylistElementRow {
  const times = changes.filter((change) => change.kind === 'times' && change.elementId === row.id).at(-1)
  if (times?.kind !== 'times') return row
  return { ...row, startTimestamp: times.startTimestamp, stopTimestamp: times.stopTimestamp }
}
