import { onUnmounted } from 'vue'
import { api } from '../../api'
import { selectAll } from './selection'
import { useUploadsStore } from './uploads.store'

/** The menu's "Select all": the text that is being written, or all rows. */
export function useSelectAllCommand(): void {
  const store = useUploadsStore()
  const stop = api.on('app.command', (command) => {
    if (command !== 'select-all') return
    const focused = document.activeElement
    if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) focused.select()
    else store.select(selectAll(store.order, store.selection))
  })
  onUnmounted(stop)
}
