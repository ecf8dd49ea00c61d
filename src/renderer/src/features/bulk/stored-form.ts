import { BULK_FIELDS, EMPTY_FORM, emptyChange, howsOf, type BulkForm, type ChangeForm } from './change-form'

/** Whole numbers that main takes; anything else was a slip. */
function wholeNumber(value: unknown, usual: number): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : usual
}

function isLike(value: unknown, usual: unknown): boolean {
  if (usual === null) return typeof value === 'object'
  return typeof value === typeof usual && Array.isArray(value) === Array.isArray(usual)
}

function storedChange(stored: unknown, timeZone: string): ChangeForm[] {
  if (typeof stored !== 'object' || stored === null) return []
  const { id, field } = stored as { id?: unknown; field?: unknown }
  const known = BULK_FIELDS.find((one) => one === field)
  if (known === undefined || typeof id !== 'string') return []
  const usual = emptyChange(id, known, timeZone)
  const fitting = Object.entries(usual).map(([name, value]): [string, unknown] => {
    const own = (stored as Record<string, unknown>)[name]
    return [name, isLike(own, value) ? own : value]
  })
  const change = Object.fromEntries(fitting) as unknown as ChangeForm
  return [howsOf(known).includes(change.how) ? change : { ...change, how: usual.how }]
}

/** What was typed before the window was closed, as far as this version understands it. */
export function restoreForm(text: string | null, timeZone: string): BulkForm {
  try {
    const stored = JSON.parse(text ?? 'null') as Partial<Record<keyof BulkForm, unknown>> | null
    if (stored === null || !Array.isArray(stored.changes)) return EMPTY_FORM
    return {
      changes: stored.changes.flatMap((change) => storedChange(change, timeZone)),
      firstNumber: wholeNumber(stored.firstNumber, 1),
      numberStep: wholeNumber(stored.numberStep, 1),
    }
  } catch {
    return EMPTY_FORM // written by hand or by a crash
  }
}

/** As it is kept over restarts: passwords are not written down. */
export function formToStore({ changes, ...rest }: BulkForm): string {
  const kept = changes.map((change) =>
    change.field === 'passwords' ? { ...change, items: [], find: '', by: '' } : change,
  )
  return JSON.stringify({ ...rest, changes: kept })
}
