import type { UploadRow } from '@shared/uploads/upload'
import type { Verb } from './verbs'

/** Whether the server may have something of it; what is under way in the first chunk is in no count yet. */
function hasSentBytes({ bytesSent, state }: UploadRow): boolean {
  if (bytesSent > 0 || state.name === 'uploading' || state.name === 'finishing') return true
  return 'session' in state && state.session !== null
}

/** The question to ask before: under `uploads.ask`. Null: nothing would be lost. */
export function questionFor(verb: Verb, rows: readonly UploadRow[]): string | null {
  if (verb === 'cancel') return rows.some(hasSentBytes) ? 'cancel' : null
  if (verb === 'discard') return 'discard'
  if (verb !== 'remove') return null
  if (rows.some((row) => row.state.name === 'draft')) return 'removeDrafts'
  if (rows.some((row) => row.state.name !== 'published')) return 'remove'
  return rows.some((row) => row.steps.length > 0) ? 'removeUnsent' : null
}
