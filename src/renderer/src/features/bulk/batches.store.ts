import type { Batch } from '@shared/library/batch'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api } from '../../api'

/** The newest batches of edits, as main has them. */
export const useBatchesStore = defineStore('batches', () => {
  const batches = shallowRef<ReadonlyMap<string, Batch>>(new Map())
  const ready = shallowRef(false)
  /** Grows with every change that is told. */
  const revision = shallowRef(0)
  let subscribed = false

  function put(batch: Batch): void {
    batches.value = new Map(batches.value).set(batch.id, batch)
    revision.value += 1
  }

  function forget(id: string): void {
    const next = new Map(batches.value)
    next.delete(id)
    batches.value = next
  }

  async function start(): Promise<void> {
    if (!subscribed) api.on('library.batchChanged', put)
    subscribed = true
    const before = revision.value
    const all = await api.call('library.batches', {})
    // What was told while the answer was on its way is newer than the answer.
    const told = before === revision.value ? [] : [...batches.value]
    batches.value = new Map([...all.map((batch): [string, Batch] => [batch.id, batch]), ...told])
    revision.value += 1
    ready.value = true
  }

  /** A plan goes, and its line with it; of a run, what was not sent is taken back. */
  async function discard(batchId: string): Promise<void> {
    await api.call('library.discardBatch', { batchId })
    if (batches.value.get(batchId)?.state === 'planning') forget(batchId)
  }

  return {
    all: computed(() => [...batches.value.values()].sort((one, other) => other.createdAt - one.createdAt)),
    ready,
    revision,
    byId: (id: string): Batch | null => batches.value.get(id) ?? null,
    start,
    run: (batchId: string) => api.call('library.runBatch', { batchId }),
    pause: (batchId: string) => api.call('library.pauseBatch', { batchId }),
    resume: (batchId: string) => api.call('library.resumeBatch', { batchId }),
    retry: (batchId: string) => api.call('library.retryBatch', { batchId }),
    undo: (batchId: string) => api.call('library.undoBatch', { batchId }),
    discard,
  }
})
