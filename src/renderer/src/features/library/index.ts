import { onDemand } from '../../components/on-demand'

/** What other pages use of the library: long lists are the same everywhere. */
export { RowWindows } from './row-windows'
export { useFixedRows } from './use-fixed-rows'
// What other features may use of this one.
export { lookOfEdit, TONES, useEditWords as useVideoEditWords } from './edit/use-edit-words'
export { useOpenVideo } from './use-open-video'
export { useChangeWords } from './changes/use-change-words'
export { useFormWords } from './changes/use-form-words'
export { useSettingsWords } from './changes/use-settings-words'
/** Forms of channels, playlists and lives that their instances have not got. */
export { default as ListFormMark } from './changes/ListFormMark.vue'
export { default as ListFormRow } from './changes/ListFormRow.vue'
export { default as ListFormStatus } from './changes/ListFormStatus.vue'
export { useValueWords } from './changes/use-value-words'
/** Two changes of one video, for a person to choose from. */
export const ConflictDialog = onDemand(() => import('./changes/ConflictDialog.vue'))
