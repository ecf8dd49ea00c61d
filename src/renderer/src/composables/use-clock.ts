import { createSharedComposable, useNow } from '@vueuse/core'
import { computed } from 'vue'

const EVERY_MS = 15_000

/** Epoch milliseconds, some seconds old at most: one clock for whoever shows what passes by itself. */
export const useClock = createSharedComposable(() => {
  const now = useNow({ interval: EVERY_MS })
  return computed(() => now.value.getTime())
})
