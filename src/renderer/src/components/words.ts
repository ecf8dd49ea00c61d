/** A word needs two characters on every instance: a single one does not count before it is finished. */
const MIN_HALF_TYPED = 2

/** Main takes no more, however wrong a word may be otherwise. */
export const MAX_WORD_LENGTH = 1000

const asWord = (text: string, trims: boolean): string =>
  (trims ? text.trim() : text).slice(0, MAX_WORD_LENGTH)

/** The list with these words at its end, without empty ones and those that are there already. */
export function addedWords(list: readonly string[], added: readonly string[], trims: boolean): string[] {
  const words = [...list, ...added].map((word) => asWord(word, trims)).filter((word) => word !== '')
  return [...new Set(words)]
}

/** The word that a half-typed text stands for, null while it stands for none. */
export function halfTypedWord(list: readonly string[], text: string, trims: boolean): string | null {
  const word = asWord(text, trims)
  return Array.from(word).length < MIN_HALF_TYPED || list.includes(word) ? null : word
}

/** The words of a pasted text: one in each line, and between commas where spaces mean nothing. */
export function splitPasted(text: string, trims: boolean): string[] {
  return addedWords([], text.split(trims ? /[,;\r\n\t]/ : /\r?\n/), trims)
}

/** The words of a text that end with a comma, and what is still being typed behind the last one. */
export function partedWords(text: string, trims: boolean): { words: string[]; rest: string } {
  const end = trims ? text.lastIndexOf(',') : -1
  return { words: splitPasted(text.slice(0, end + 1), trims), rest: text.slice(end + 1) }
}
