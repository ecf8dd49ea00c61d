import { onDemand } from '../components/on-demand'

export const ConfirmDialog = onDemand(() => import('./ConfirmDialog.vue'))
export const ErrorDialog = onDemand(() => import('./ErrorDialog.vue'))
export const Toaster = onDemand(() => import('@nuxt/ui/components/Toaster.vue'))
