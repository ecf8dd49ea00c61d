import { assertNever } from '@shared/assert-never'
import type { DraftField } from '@shared/uploads/draft'
import { METADATA_FIELDS, type PendingStep } from '@shared/uploads/pending-steps'
import type { Problem } from '@shared/uploads/upload'

/** Fields that are typed: half of one, on a video that people can see already, is nobody's to read. */
const TYPED_FIELDS: readonly DraftField[] = [
  'title',
  'description',
  'support',
  'tags',
  'nsfwSummary',
  'originallyPublishedAt',
  'schedule',
]

/** Without what the server would refuse for a problem that is known already. */
export function withoutInvalid(steps: readonly PendingStep[], problems: readonly Problem[]): PendingStep[] {
  return steps.filter((step) => !problems.some(({ field }) => isAbout(step, field)))
}

/** What may go out while a person is typing. */
export function withoutTyped(steps: readonly PendingStep[]): PendingStep[] {
  return steps.flatMap((step): PendingStep[] => {
    if (step.kind === 'chapters') return []
    if (step.kind !== 'metadata') return [step]
    const fields = step.fields.filter((field) => !TYPED_FIELDS.includes(field))
    return fields.length === 0 ? [] : [{ ...step, fields }]
  })
}

function isAbout(step: PendingStep, field: Problem['field']): boolean {
  switch (step.kind) {
    case 'metadata':
      // Fields lean on one another, as passwords on the privacy: one that is wrong holds all of them.
      return (METADATA_FIELDS as readonly Problem['field'][]).includes(field)
    case 'caption':
      return field === 'captions' && step.file !== null
    case 'thumbnail':
    case 'chapters':
    case 'playerTheme':
    case 'embedPrivacy':
      return field === step.kind
    case 'playlist':
      return false
    default:
      return assertNever(step)
  }
}
