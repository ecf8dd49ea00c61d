import type { ChangeCounts } from '@shared/library/change'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api } from '../api'

/** How many changes there are in each state, of every kind and over all accounts. */
export const useChangeCountsStore = defineStore('change-counts', () => {
  const counts = shallowRef<ChangeCounts | null>(null)
  let revision = -1

  /** Asked for and not arrived at its instance, or not without the person. */
  const open = computed(() => {
    if (counts.value === null) return 0
    const { waiting, sending, conflict, failed } = counts.value
    return waiting + sending + conflict + failed
  })

  function take(told: { revision: number; counts: ChangeCounts }): void {
    if (told.revision < revision) return
    revision = told.revision
    counts.value = told.counts
  }

  async function start(): Promise<void> {
    api.on('changes.changed', take)
    take(await api.call('changes.counts', { accountId: null }))
  }

  return { counts, open, start }
})
