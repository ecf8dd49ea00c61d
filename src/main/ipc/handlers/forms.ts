import type { FormDraftsTable } from '../../storage/form-drafts-table'
import type { HandlersOf } from '../handlers'

/** Kept as it was typed: nothing in it is read here. */
export function formHandlers(table: FormDraftsTable, now: () => number): HandlersOf<'forms'> {
  return {
    'forms.get': ({ accountId, key }) => table.get(accountId, key),
    'forms.put': ({ accountId, key, value }) => {
      table.put(accountId, key, value, now())
      return undefined
    },
    'forms.remove': ({ accountId, key }) => {
      table.remove(accountId, key)
      return undefined
    },
  }
}
