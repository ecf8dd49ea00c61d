import type { LibraryRow } from '@shared/library/library'
import type { WorkingVideo } from '@shared/library/work'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../../api'
import { keyOf } from './selection'

const MINUTE_MS = 60_000

/** What the instances work on, while the library is looked at. */
export const useWorkingStore = defineStore('library-working', () => {
  const videos = shallowRef<readonly WorkingVideo[]>([])
  const now = ref(Date.now())
  const slow = computed(() => new Set(videos.value.filter((video) => video.isSlow).map(keyOf)))

  async function load(): Promise<void> {
    now.value = Date.now()
    videos.value = await api.call('library.working', {})
  }

  /** Returns what ends it. */
  async function start(onError: (error: unknown) => void): Promise<() => void> {
    const again = (): void => {
      load().catch(onError)
    }
    const stops = [api.on('library.changed', again), api.on('library.workEnded', again)]
    // Nothing need happen for something to become slow.
    const ticking = setInterval(() => {
      if (videos.value.length > 0) again()
    }, MINUTE_MS)
    await load().catch(onError)
    return () => {
      clearInterval(ticking)
      for (const stop of stops) stop()
    }
  }

  return {
    videos,
    now,
    start,
    isSlow: (row: Pick<LibraryRow, 'accountId' | 'uuid'>) => slow.value.has(keyOf(row)),
  }
})
