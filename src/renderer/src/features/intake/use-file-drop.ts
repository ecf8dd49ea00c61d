import { useEventListener } from '@vueuse/core'
import { ref } from 'vue'

/** Elements that take dropped files themselves carry this attribute. */
const OWN_DROP = '[data-file-drop]'
const ACCOUNT = '[data-drop-account]'

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

function closest(event: Event, selector: string): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable="true"]')
}

/**
 * Files dragged anywhere on the window, or pasted. `take` gets them with the account whose tile they were dropped on,
 * or null.
 */
export function useFileDrop(take: (files: File[], accountId: string | null) => void) {
  const dragging = ref(false)
  const overAccountId = ref<string | null>(null)

  function leave(): void {
    dragging.value = false
    overAccountId.value = null
  }

  useEventListener(window, 'dragover', (event) => {
    if (!carriesFiles(event)) return
    // Without this the browser would open the file in place of the app.
    event.preventDefault()
    dragging.value = closest(event, OWN_DROP) === null
    overAccountId.value = closest(event, ACCOUNT)?.dataset['dropAccount'] ?? null
  })

  useEventListener(window, 'dragleave', (event) => {
    if (event.relatedTarget === null) leave()
  })

  useEventListener(window, 'drop', (event) => {
    if (!carriesFiles(event)) return
    // The page has taken these files for itself.
    const isTaken = event.defaultPrevented
    event.preventDefault()
    const accountId = overAccountId.value
    leave()
    if (isTaken || closest(event, OWN_DROP) !== null) return
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length > 0) take(files, accountId)
  })

  useEventListener(document, 'paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0 || isTextField(event.target)) return
    event.preventDefault()
    take(files, null)
  })

  return { dragging, overAccountId }
}
