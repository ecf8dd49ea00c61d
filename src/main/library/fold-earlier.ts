import type { LibrarySearchTexts } from '../storage/library-search-texts'
import type { SettingsTable } from '../storage/settings-table'

const KEY = 'library-search-rules'
/** Counts up when texts are folded in another way than before. */
const RULES = 1
const ROWS_AT_ONCE = 50

export interface FoldEarlierDeps {
  texts: LibrarySearchTexts
  settings: SettingsTable
  transaction: <T>(work: () => T) => T
  signal: AbortSignal
}

/**
 * Folds what earlier versions wrote for the search, in parts, so that nobody waits for it. Broken off, it begins anew:
 * what is folded already is only read. Returns whether there was anything to do. Rejects with the signal's reason.
 */
export async function foldEarlier({
  texts,
  settings,
  transaction,
  signal,
}: FoldEarlierDeps): Promise<boolean> {
  if (settings.get(KEY) === RULES) return false
  for (let last: number | null = 0; last !== null;) {
    signal.throwIfAborted()
    const after: number = last
    last = transaction(() => texts.foldAfter(after, ROWS_AT_ONCE))
    await new Promise((resolve) => setImmediate(resolve))
  }
  settings.set({ [KEY]: RULES })
  return true
}
