import { assertNever } from '@shared/assert-never'
import { api } from '../../api'
import type { Verb } from './verbs'

/** Carries a verb out for rows whose state allows it. Answers the ids of drafts that have to be mended first. */
export async function carryOut(verb: Verb, ids: readonly string[]): Promise<readonly string[]> {
  const input = { ids: [...ids] }
  switch (verb) {
    case 'submit':
      return (await api.call('uploads.submit', input)).refused
    case 'keep':
      await api.call('uploads.retry', input)
      return []
    case 'discard':
    case 'pause':
    case 'resume':
    case 'retry':
    case 'cancel':
    case 'remove':
      await api.call(`uploads.${verb}`, input)
      return []
    default:
      return assertNever(verb)
  }
}

export const move = (ids: readonly string[], before: string | null): Promise<void> =>
  api.call('uploads.move', { ids: [...ids], before })

/** Opens the system's picker; false: the person closed it. */
export const locateFile = (id: string): Promise<boolean> => api.call('uploads.locateFile', { id })

export const copyDiagnostic = (uploadId: string): Promise<string> =>
  api.call('app.copyDiagnostic', { uploadId })
