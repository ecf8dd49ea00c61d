import { useEventListener } from '@vueuse/core'
import { onMounted, onUnmounted } from 'vue'
import { isNowhere } from './focus-scope'

/** Of the page that is open; null: it has no rows that can be chosen. */
let chooseAllRows: (() => void) | null = null

/** The rows of a page are what "Select all" means where no text is being written, also by keys with the focus nowhere. */
export function useSelectAll(chooseAll: () => void): void {
  onMounted(() => {
    chooseAllRows = chooseAll
  })
  onUnmounted(() => {
    // The next page may be there already.
    if (chooseAllRows === chooseAll) chooseAllRows = null
  })
  useEventListener(document, 'keydown', (event) => {
    const isAll = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'a'
    if (!isAll || event.defaultPrevented || !isNowhere(document.activeElement)) return
    event.preventDefault()
    chooseAll()
  })
}

/** The menu's "Select all": the text that is being written, or all rows. */
export function selectAll(): void {
  const focused = document.activeElement
  if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) focused.select()
  else chooseAllRows?.()
}
