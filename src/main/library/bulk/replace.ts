import { AppError } from '@shared/errors'

/** Replaces every place in a text. */
export type Replacer = (text: string) => string

export interface Replacement {
  find: string
  by: string
  isPattern: boolean
  matchCase: boolean
}

/**
 * Patterns are RE2's: their time grows with the text alone, so that none of them can stop the app. In `by`, `$1` is the
 * first group and `$$` a dollar sign, if `isPattern`. Throws `pattern-invalid` with the engine's words.
 */
export async function createReplacer(replacement: Replacement): Promise<Replacer> {
  return replacement.isPattern ? patternReplacer(replacement) : plainReplacer(replacement)
}

/** Why a pattern can't be read, in the engine's words; null: it can. */
export async function patternProblem(pattern: Omit<Replacement, 'isPattern'>): Promise<string | null> {
  try {
    await patternReplacer({ ...pattern, isPattern: true })
    return null
  } catch (error) {
    if (error instanceof AppError && error.code === 'pattern-invalid') return error.message
    throw error
  }
}

/** Without regard to case, a pattern of the quoted text does it: the engine knows which letters are the same. */
async function plainReplacer(replacement: Replacement): Promise<Replacer> {
  const { find, by, matchCase } = replacement
  if (matchCase) return (text) => text.split(find).join(by)
  const { RE2JS } = await import('re2js')
  return patternReplacer({ ...replacement, find: RE2JS.quote(find), by: by.replaceAll('$', '$$$$') })
}

async function patternReplacer({ find, by, matchCase }: Replacement): Promise<Replacer> {
  const { RE2JS } = await import('re2js')
  const compiled = compile(() => RE2JS.compile(find, matchCase ? 0 : RE2JS.CASE_INSENSITIVE), find)
  const groups = compiled.groupCount()
  const wanted = highestGroup(by)
  if (wanted > groups) throw invalid(find, `there is no group ${String(wanted)}`)
  return (text) => replaceAll(compiled.matcher(text), text, by)
}

interface Matcher {
  find(): boolean
  start(): number
  end(): number
  group(group: number): string | null
}

function replaceAll(matcher: Matcher, text: string, by: string): string {
  let done = ''
  let at = 0
  while (matcher.find()) {
    done += text.slice(at, matcher.start()) + withGroups(by, matcher)
    at = matcher.end()
  }
  return done + text.slice(at)
}

const REFERENCE = /\$(\$|\d+)/g

function highestGroup(by: string): number {
  const named = [...by.matchAll(REFERENCE)].map(([, name]) => (name === '$' ? 0 : Number(name)))
  return Math.max(0, ...named)
}

function withGroups(by: string, matcher: Matcher): string {
  return by.replace(REFERENCE, (_, name: string) =>
    name === '$' ? '$' : (matcher.group(Number(name)) ?? ''),
  )
}

function compile<Compiled>(work: () => Compiled, find: string): Compiled {
  try {
    return work()
  } catch (error) {
    throw invalid(find, error instanceof Error ? error.message : String(error))
  }
}

function invalid(find: string, words: string): AppError {
  return new AppError('pattern-invalid', words, { pattern: find })
}
