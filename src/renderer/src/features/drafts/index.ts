// What other features may use of this one.
import { defineAsyncComponent } from 'vue'
import { useDraftsStore } from './drafts.store'

export { default as MarkdownPreview } from './MarkdownPreview.vue'

const loadPanel = () => import('./DraftPanel.vue')

/** Loaded when first shown, with all its fields; `prepareDraftPanel` fetches it before somebody waits for it. */
export const DraftPanel = defineAsyncComponent({ loader: loadPanel, delay: 0 })

export function prepareDraftPanel(): void {
  // A failure is told when the panel is to be shown.
  requestIdleCallback(() => void loadPanel().catch(() => undefined))
}

/** Saves what was typed and is not saved yet; the answer never rejects. */
export function useDraftsFlush(): () => Promise<void> {
  return useDraftsStore().flush
}
