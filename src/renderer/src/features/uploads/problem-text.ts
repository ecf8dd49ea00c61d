import type { Problem } from '@shared/uploads/upload'
import type { Format } from '../../composables/format'

type Translate = (key: string, params: Record<string, unknown>, plural: number) => string

/** Codes whose numbers are bytes. */
const IN_BYTES: ReadonlySet<string> = new Set(['file-too-large', 'quota-total', 'quota-daily'])

/** The sentence of a problem, in the window's language. */
export function problemText({ code, params }: Problem, t: Translate, format: Format): string {
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' && name !== 'value'
        ? IN_BYTES.has(code)
          ? format.bytes(value)
          : value
        : value,
    ]),
  )
  const count = params['max'] ?? params['min']
  return t(`uploads.problems.${code}`, shown, typeof count === 'number' ? count : 2)
}
