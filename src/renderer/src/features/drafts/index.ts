// What other features may use of this one.
import { useDraftsStore } from './drafts.store'

export { default as DraftPanel } from './DraftPanel.vue'

/** Saves what was typed and is not saved yet; the answer never rejects. */
export function useDraftsFlush(): () => Promise<void> {
  return useDraftsStore().flush
}
