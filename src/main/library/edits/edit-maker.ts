import { randomUUID } from 'node:crypto'
import type { EditParts } from '@shared/library/edit'
import { isOpen } from '@shared/library/edit-transition'
import { nextTurn } from '../../intake/turns'
import type { BatchStore } from './batch-store'
import type { Staging } from './staging'
import type { EditStore, NewEdit } from './store'

/** Rows of one transaction: none of them holds the event loop for long. */
const AT_ONCE = 25

export interface EditMakerDeps {
  store: EditStore
  batches: BatchStore
  staging: Pick<Staging, 'begin'>
  release: (before: EditParts, after: EditParts | null) => void
  /** There is something to send. */
  wake: () => void
}

export interface MakeRequest<Item> {
  kind: 'delete' | 'undo'
  /** Of its batch, if it is one. */
  label: string
  items: readonly Item[]
  edit: (item: Item) => NewEdit | null
  isBatch: boolean
  /** Ids of edits that are gone when the new ones are there; known when all of these are made. */
  replaced: readonly string[]
}

/** Edits that were made; `batchId` null: they belong to no batch. */
export interface Begun {
  batchId: string | null
  count: number
}

/** Makes edits that are sent as soon as they can be. */
export class EditMaker {
  constructor(private readonly deps: EditMakerDeps) {}

  async make<Item>(request: MakeRequest<Item>): Promise<Begun> {
    return request.isBatch ? this.batch(request) : { batchId: null, count: this.single(request) }
  }

  private single<Item>({ items, edit, replaced }: MakeRequest<Item>): number {
    const { store, wake } = this.deps
    const made = items.map(edit).filter((one) => one !== null)
    this.together(replaced, () => {
      for (const one of made) store.add(one)
    })
    wake()
    return made.length
  }

  /** Only planned until it is whole, and then begun in one step: what a crash cuts is thrown away at the next start. */
  private async batch<Item>({ kind, label, items, edit, replaced }: MakeRequest<Item>): Promise<Begun> {
    const { store, batches, staging } = this.deps
    const batchId = randomUUID()
    batches.create({ id: batchId, kind, label, state: 'planning' })
    // Somebody may throw it away meanwhile.
    const isThere = (): boolean => batches.find(batchId) !== null
    const count = await inParts(items, (some) => {
      const made = isThere() ? some.map(edit).filter((one) => one !== null) : []
      store.together(() => {
        for (const one of made) store.add({ ...one, batchId, state: { name: 'planned' } })
      })
      return made.length
    })
    if (count === 0 || !isThere()) {
      batches.delete(batchId)
      return { batchId: null, count: 0 }
    }
    this.together(replaced, () => {
      batches.setState(batchId, 'running')
    })
    staging.begin(batchId)
    return { batchId, count }
  }

  private together(replaced: readonly string[], work: () => void): void {
    const { store, release } = this.deps
    const gone = store.together(() => {
      work()
      const open = store.table.findMany(replaced).filter(({ state }) => isOpen(state))
      for (const { id } of open) store.table.delete(id)
      return open
    })
    for (const { parts } of gone) release(parts, null)
  }
}

/** A few at a time, each part in a turn of its own; resolves to the sum of what `work` returns. */
export async function inParts<Item>(items: readonly Item[], work: (some: Item[]) => number): Promise<number> {
  let count = 0
  for (let at = 0; at < items.length; at += AT_ONCE) {
    if (at > 0) await nextTurn()
    count += work(items.slice(at, at + AT_ONCE))
  }
  return count
}
