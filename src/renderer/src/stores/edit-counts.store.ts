import type { EditCounts } from '@shared/library/edit'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api } from '../api'

/** How many edits of videos there are in each state, over all accounts. */
export const useEditCountsStore = defineStore('edit-counts', () => {
  const counts = shallowRef<EditCounts | null>(null)
  let revision = -1

  /** Asked for and not arrived at its instance, or not without the person. */
  const open = computed(() => {
    if (counts.value === null) return 0
    const { waiting, sending, conflict, failed } = counts.value
    return waiting + sending + conflict + failed
  })

  function take(told: { revision: number; counts: EditCounts }): void {
    if (told.revision < revision) return
    revision = told.revision
    counts.value = told.counts
  }

  async function start(): Promise<void> {
    api.on('library.outboxChanged', take)
    take(
      await api.call('library.outbox', { states: [], accountId: null, batchId: null, offset: 0, limit: 1 }),
    )
  }

  return { counts, open, start }
})
