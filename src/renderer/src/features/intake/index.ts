import { onDemand } from '../../components/on-demand'

export { default as IntakeStatus } from './IntakeStatus.vue'
export { useFileDrop } from './use-file-drop'
export { resultWords } from './result-words'
export { useIntakeStore } from './intake.store'

export const DropOverlay = onDemand(() => import('./DropOverlay.vue'))
export const RefusedDialog = onDemand(() => import('./RefusedDialog.vue'))
