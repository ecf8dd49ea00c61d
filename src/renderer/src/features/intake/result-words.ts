import type { IntakeProgress } from '@shared/uploads/intake'

type Result = Pick<IntakeProgress, 'added' | 'bareFolders'>
/** `params` hold numbers and names as they are to be read; `count` chooses the plural. */
type Counted = (key: string, count: number, params?: Record<string, string>) => string

function bareWords({ bareFolders }: Result, counted: Counted, number: (value: number) => string): string {
  if (bareFolders === null) return ''
  const { count, of, name } = bareFolders
  return count === 1
    ? counted('intake.bareFolder', 1, { name })
    : counted('intake.bareFolders', count, { of: number(of) })
}

/** What became of a drop, and which folders had nothing to give. */
export function resultWords(result: Result, counted: Counted, number: (value: number) => string): string {
  const bare = bareWords(result, counted, number)
  const { added } = result
  if (added > 0) return [counted('intake.added', added), bare].filter((text) => text !== '').join(' · ')
  return bare === '' ? counted('intake.nothingAdded', 0) : counted('intake.nothingAddedFor', 0, { why: bare })
}
