import type { Batch } from '@shared/library/batch'
import type { EditCounts, EditStateName } from '@shared/library/edit'

export type BatchPhase =
  | 'making' // the preview is being made
  | 'broken' // it could not be made whole
  | 'preview'
  | 'running'
  | 'paused'
  | 'finished'

/** What has not come to an end: conflicts and failures have, until a person does something. */
export function openCount({ planned, waiting, sending }: EditCounts): number {
  return planned + waiting + sending
}

/** What an undo puts back: also what was sent of changes that failed half-way. */
export function undoCount({ counts, partly }: Pick<Batch, 'counts' | 'partly'>): number {
  return counts.done + partly
}

/** Everything that was to be done. */
export function runCount(counts: EditCounts): number {
  return openCount(counts) + counts.conflict + counts.failed + counts.done
}

export function phaseOf({ state, progress, error, counts }: Batch): BatchPhase {
  if (state === 'planning') {
    if (progress !== null) return 'making'
    return error === null ? 'preview' : 'broken'
  }
  return openCount(counts) === 0 ? 'finished' : state
}

export const BATCH_VERBS = ['discard', 'form', 'run', 'pause', 'resume', 'retry', 'revoke', 'undo'] as const

export type BatchVerb = (typeof BATCH_VERBS)[number]

function allowed(batch: Batch): readonly BatchVerb[] {
  const { kind, counts } = batch
  const form: BatchVerb[] = kind === 'edit' ? ['form'] : []
  const again: BatchVerb[] = counts.failed > 0 ? ['retry'] : []
  switch (phaseOf(batch)) {
    case 'making':
      return ['discard']
    case 'broken':
      return ['discard', ...form]
    case 'preview':
      return ['discard', ...form, ...(counts.planned > 0 ? (['run'] as const) : [])]
    case 'running':
      return ['revoke', ...again, 'pause']
    case 'paused':
      return ['revoke', ...again, 'resume']
    case 'finished':
      // What was deleted is gone.
      return [...(undoCount(batch) > 0 && kind !== 'delete' ? (['undo'] as const) : []), ...again]
  }
}

/** What can be done now; the last one is the usual next step. */
export const verbsOf = (batch: Batch): readonly BatchVerb[] => allowed(batch)

export interface StateFilter {
  name: 'all' | EditStateName
  count: number
}

const IN_ORDER = [
  'planned',
  'waiting',
  'sending',
  'done',
  'failed',
  'conflict',
  'refused',
] as const satisfies readonly EditStateName[]

/** The states that occur, behind “all”; the chosen one stays though it is empty by now. */
export function stateFilters(counts: EditCounts, chosen: StateFilter['name']): StateFilter[] {
  const states = IN_ORDER.filter((name) => counts[name] > 0 || name === chosen)
  const all = IN_ORDER.reduce((sum, name) => sum + counts[name], 0)
  return [{ name: 'all', count: all }, ...states.map((name) => ({ name, count: counts[name] }))]
}
