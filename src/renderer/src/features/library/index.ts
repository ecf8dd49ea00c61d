import { onDemand } from '../../components/on-demand'

/** What other pages use of the library: long lists are the same everywhere. */
export { RowWindows } from './row-windows'
export { useFixedRows } from './use-fixed-rows'
// What other features may use of this one.
export { lookOfEdit, TONES, useEditWords as useVideoEditWords } from './edit/use-edit-words'
export { useOpenVideo } from './use-open-video'
export { useChangeWords, type ChangeLine } from './changes/use-change-words'
export const ChannelConflict = onDemand(() => import('./changes/ChannelConflict.vue'))
export { useValueWords } from './changes/use-value-words'
/** Two changes of one video, for a person to choose from. */
export const ConflictDialog = onDemand(() => import('./changes/ConflictDialog.vue'))
