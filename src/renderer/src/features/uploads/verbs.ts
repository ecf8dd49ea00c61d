import { assertNever } from '@shared/assert-never'
import {
  canCancel,
  canDiscard,
  canPause,
  canRemove,
  canResume,
  canRetry,
  canSubmit,
} from '@shared/uploads/actions'
import type { UploadRow } from '@shared/uploads/upload'

export const VERBS = ['submit', 'pause', 'resume', 'retry', 'keep', 'discard', 'cancel', 'remove'] as const

export type Verb = (typeof VERBS)[number]

/** What each verb looks like; `uploads.verb.<verb>` has its word. */
export const VERB_ICONS: Record<Verb, string> = {
  submit: 'i-lucide-upload',
  pause: 'i-lucide-pause',
  resume: 'i-lucide-play',
  retry: 'i-lucide-rotate-ccw',
  keep: 'i-lucide-check',
  discard: 'i-lucide-trash',
  cancel: 'i-lucide-ban',
  remove: 'i-lucide-trash-2',
}

/** Keys that do the same in the list. */
export const VERB_KEYS: Partial<Record<Verb, string[]>> = {
  submit: ['meta', 'enter'],
  remove: ['delete'],
}

export function isAllowed(verb: Verb, row: UploadRow): boolean {
  switch (verb) {
    case 'submit':
      return canSubmit(row.state)
    case 'pause':
      return canPause(row.state)
    case 'resume':
      return canResume(row.state)
    case 'retry':
      return canRetry(row.state, row.steps) && !canDiscard(row.state)
    case 'keep':
    case 'discard':
      return canDiscard(row.state)
    case 'cancel':
      return canCancel(row.state)
    case 'remove':
      return canRemove(row.state)
    default:
      return assertNever(verb)
  }
}

export type VerbCounts = Record<Verb, number>

/** Rows are replaced when they change, never changed: what was found for one stays true. */
const known = new WeakMap<UploadRow, readonly Verb[]>()

function allowedVerbs(row: UploadRow): readonly Verb[] {
  const before = known.get(row)
  if (before !== undefined) return before
  const verbs = VERBS.filter((verb) => isAllowed(verb, row))
  known.set(row, verbs)
  return verbs
}

/** To how many of the rows each verb applies. */
export function countVerbs(rows: readonly UploadRow[]): VerbCounts {
  const counts = Object.fromEntries(VERBS.map((verb) => [verb, 0])) as VerbCounts
  for (const row of rows) for (const verb of allowedVerbs(row)) counts[verb] += 1
  return counts
}

/** The buttons of one row: what a person most likely wants next. At most two. */
export function rowVerbs(row: UploadRow): Verb[] {
  return VERBS.filter((verb) => verb !== 'cancel' || !isAllowed('remove', row))
    .filter((verb) => verb !== remedyOf(row))
    .filter((verb) => isAllowed(verb, row))
    .slice(0, 2)
}

export type Remedy = 'sign-in' | 'locate' | 'details' | 'keep'

/** What mends a row that waits for the person, shown as a word beside it. */
export function remedyOf({ state, steps }: UploadRow): Remedy | null {
  if (canDiscard(state)) return 'keep'
  if (state.name === 'failed') return 'details'
  if (state.name === 'published' && steps.some((step) => step.error !== null)) return 'details'
  if (state.name !== 'blocked') return null
  switch (state.reason) {
    case 'signed-out':
      return 'sign-in'
    case 'file-missing':
    case 'file-changed':
      return 'locate'
    case 'quota':
      return 'details'
    case 'offline':
    case 'instance-unreachable':
      return null
    default:
      return assertNever(state.reason)
  }
}
