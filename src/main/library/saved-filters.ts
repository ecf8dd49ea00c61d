import { randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import { MOST_SAVED_FILTERS, savedFilterSchema, type SavedFilter } from '@shared/library/saved-filter'
import { z } from 'zod'
import type { SettingsTable } from '../storage/settings-table'

const KEY = 'library.savedFilters'
const stored = z.array(z.unknown())

/** Searches with a name, in the order in which they were saved. */
export class SavedFilters {
  constructor(private readonly table: SettingsTable) {}

  /** What this version can't read is left out, and stays stored until something is saved. */
  list(): SavedFilter[] {
    const all = stored.safeParse(this.table.get(KEY)).data ?? []
    return all.flatMap((one) => savedFilterSchema.safeParse(one).data ?? [])
  }

  /** One of the same name is replaced. Throws `invalid-input` when there are too many. */
  save(wanted: Omit<SavedFilter, 'id'>): SavedFilter[] {
    const all = this.list()
    const place = all.findIndex(({ name }) => isSame(name, wanted.name))
    const saved = { ...wanted, id: all[place]?.id ?? randomUUID() }
    const next = place === -1 ? [...all, saved] : all.map((one, at) => (at === place ? saved : one))
    if (next.length > MOST_SAVED_FILTERS) {
      throw new AppError('invalid-input', 'too many saved searches', { field: 'name' })
    }
    return this.put(next)
  }

  remove(id: string): SavedFilter[] {
    return this.put(this.list().filter((one) => one.id !== id))
  }

  private put(all: SavedFilter[]): SavedFilter[] {
    this.table.set({ [KEY]: all })
    return all
  }
}

function isSame(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase()
}
