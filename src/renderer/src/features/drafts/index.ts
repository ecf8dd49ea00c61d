// What other features may use of this one.
import { onDemand } from '../../components/on-demand'
import { useDraftsStore } from './drafts.store'

/** With all its fields. */
export const DraftPanel = onDemand(() => import('./DraftPanel.vue'))

/** Saves what was typed and is not saved yet; the answer never rejects. */
export function useDraftsFlush(): () => Promise<void> {
  return useDraftsStore().flush
}
