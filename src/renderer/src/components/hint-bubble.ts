import { onDemand } from './on-demand'

export const HintBubble = onDemand(() => import('./HintBubble.vue'))
