import type { LibraryRow, LibraryVideo } from '@shared/library/library'
import { shallowRef } from 'vue'
import { api, toAppError } from '../../api'
import { keyOf } from './selection'

/** Whoever runs down the list with the arrow keys wants the details of the last one. */
const PAUSE_MS = 120

/** The video in the panel: the row at once, everything else when main has answered. */
export function useCurrentVideo() {
  const row = shallowRef<LibraryRow | null>(null)
  const video = shallowRef<LibraryVideo | null>(null)
  /** Keys of those that the person deletes from here: nothing of them is left to show. */
  const deleted = new Set<string>()
  let number = 0
  let timer: ReturnType<typeof setTimeout> | null = null

  async function load(): Promise<void> {
    const mine = ++number
    const chosen = row.value
    if (chosen === null) return
    const { accountId, uuid } = chosen
    try {
      const answer = await api.call('library.video', { accountId, uuid })
      if (mine === number) video.value = answer
    } catch (error) {
      // A video that went without a word from here keeps what its row says: somebody may be typing.
      const isGone = toAppError(error).code === 'not-found' && deleted.has(keyOf(chosen))
      if (mine === number && isGone) clear()
    }
  }

  function clear(): void {
    row.value = null
    video.value = null
  }

  function loadSoon(): void {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void load(), PAUSE_MS)
  }

  function choose(next: LibraryRow): void {
    const isSame = row.value !== null && keyOf(row.value) === keyOf(next)
    row.value = next
    if (isSame && video.value !== null) return
    number += 1
    video.value = null
    loadSoon()
  }

  const willGo = (leaving: LibraryRow): void => {
    deleted.add(keyOf(leaving))
  }

  return { row, video, choose, willGo, reload: loadSoon }
}
