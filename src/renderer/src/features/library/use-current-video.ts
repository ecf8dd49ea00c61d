import type { LibraryRow, LibraryVideo } from '@shared/library/library'
import { shallowRef } from 'vue'
import { api } from '../../api'
import { keyOf } from './selection'

/** Whoever runs down the list with the arrow keys wants the details of the last one. */
const PAUSE_MS = 120

/** The video in the panel: the row at once, everything else when main has answered. */
export function useCurrentVideo() {
  const row = shallowRef<LibraryRow | null>(null)
  const video = shallowRef<LibraryVideo | null>(null)
  let number = 0
  let timer: ReturnType<typeof setTimeout> | null = null

  async function load(): Promise<void> {
    const mine = ++number
    const chosen = row.value
    if (chosen === null) return
    const { accountId, uuid } = chosen
    // A video that is gone since keeps what its row says.
    const answer = await api.call('library.video', { accountId, uuid }).catch(() => null)
    if (mine === number && answer !== null) video.value = answer
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

  return { row, video, choose, reload: loadSoon }
}
