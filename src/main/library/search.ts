import { foldQuestion, keyOf } from '../storage/library-folding'

/** What a typed text asks for. */
export interface SearchTerms {
  /** For FTS5: every word quoted, so that none of them is an operator; null: no word to look up. */
  match: string | null
  /** What the index does not know as words, such as emoji, as the keys of names have them. */
  signs: string[]
}

const MOST_TERMS = 20
/** As FTS5's tokenizer has it: letters, numbers and what Unicode leaves to private use are parts of words. */
const WORD = /[\p{L}\p{N}\p{Co}]/u

/** Each word has to begin a word of the video; signs that are written without spaces may stand anywhere. */
export function searchTerms(typed: string): SearchTerms {
  const parts = typed
    .replaceAll('\0', ' ')
    .normalize('NFC')
    .split(/\s+/u)
    .filter(Boolean)
    .slice(0, MOST_TERMS)
  const words = parts
    .flatMap(foldQuestion)
    .filter(({ text }) => WORD.test(text))
    .slice(0, MOST_TERMS)
    .map(({ text, isPhrase }) => `"${text.replaceAll('"', '""')}"${isPhrase ? '' : '*'}`)
  const signs = parts.filter((part) => isSign(part)).map(keyOf)
  return { match: words.length === 0 ? null : words.join(' AND '), signs }
}

/** Quotes, dashes and the like alone ask for nothing. */
function isSign(part: string): boolean {
  return !WORD.test(part) && /[^\p{P}\p{Z}\p{C}\p{M}]/u.test(part)
}
