import { onDemand } from '../../components/on-demand'

/** Asks for caption files at once, then shows where each of them would go. */
export const CaptionBatchDialog = onDemand(() => import('./CaptionBatchDialog.vue'))

/** Captions of one video: opened, added, deleted, asked for. */
export const CaptionList = onDemand(() => import('./CaptionList.vue'))
