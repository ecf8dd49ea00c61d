// What other features may use of this one.
export type { BulkTarget } from './bulk-form.store'
export { useBulkActions } from './use-bulk-actions'
