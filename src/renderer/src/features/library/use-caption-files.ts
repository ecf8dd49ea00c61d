import type { LibraryRow } from '@shared/library/library'
import { useEventListener } from '@vueuse/core'
import { shallowRef } from 'vue'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { areCaptions } from './caption-names'
import { useLibraryStore } from './library.store'

/** Elements that take dropped files themselves carry this attribute. */
const OWN_DROP = '[data-file-drop]'
/** Videos that files are laid to at once. */
const MOST_AT_ONCE = 1000

interface CaptionFiles {
  videos: readonly LibraryRow[]
  /** Null: they are asked for. */
  files: readonly File[] | null
}

/** Caption files for the chosen videos: asked for, or dropped on the page. Any other drop is the window's. */
export function useCaptionFiles() {
  const store = useLibraryStore()
  const { run } = useErrorDialog()
  const batch = shallowRef<CaptionFiles | null>(null)

  /** The row that is chosen, else the video of the panel. */
  function target(): LibraryRow | null {
    if (store.chosen > 0) return store.activeRow
    return store.panelOpen ? store.current : null
  }

  useEventListener(
    window,
    'drop',
    (event) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      const isTaken = event.target instanceof Element && event.target.closest(OWN_DROP) !== null
      if (isTaken || target() === null || !areCaptions(files.map(({ name }) => name))) return
      event.preventDefault()
      void take(files)
    },
    { capture: true },
  )

  async function take(files: readonly File[]): Promise<void> {
    await run(async () => {
      const row = target()
      const videos = store.chosen > 1 ? await store.chosenRows(MOST_AT_ONCE) : row === null ? [] : [row]
      if (videos.length > 0) batch.value = { videos, files }
    })
  }

  function ask(videos: readonly LibraryRow[]): void {
    batch.value = { videos, files: null }
  }

  return { batch, ask }
}
