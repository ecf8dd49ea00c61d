import { onDemand } from '../../components/on-demand'

export const UploadDetailsModal = onDemand(() => import('./UploadDetailsModal.vue'))
