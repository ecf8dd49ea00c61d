import { onDemand } from '../../components/on-demand'

export const MarkdownPreview = onDemand(() => import('./MarkdownPreview.vue'))
