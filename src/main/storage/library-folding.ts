/** Letters that Unicode does not take apart, and that people type as plain ones. */
const PLAIN: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
}
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'giu')
/** Signs of scripts that are written without spaces between words: Chinese, Japanese, and Korean, whose words grow endings. */
const SCRIPTS = ['Han', 'Hiragana', 'Katakana', 'Hangul'].map((name) => `\\p{Script_Extensions=${name}}`)
const SIGN = `(?:(?=[\\p{L}\\p{N}])[${SCRIPTS.join('')}])`
const RUN_OF_SIGNS = new RegExp(`${SIGN}+`, 'gu')
const PIECES = new RegExp(`(${SIGN}+)`, 'u')
const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** What folding changes: letters such as those above, also with accents, letters in other shapes, and signs. */
const IS_FOLDED = new RegExp(
  `[${Object.keys(PLAIN).join('')}ǽǣǿ\\u{FB00}-\\u{FB06}\\u{FF10}-\\u{FFDC}\\u{1D400}-\\u{1D7FF}]|${SIGN}`,
  'iu',
)

/** Œ becomes oe, ß ss, ﬁ fi. The case of such letters is lost. */
function plainLetters(text: string): string {
  return text.replace(NOT_PLAIN, (letter) => PLAIN[letter.toLowerCase()] ?? letter)
}

/** Other words stay as they are, in a text as in a question. */
function plainWord(word: string): string {
  return IS_FOLDED.test(word) ? plainLetters(word.normalize('NFKD')).normalize('NFC') : word
}

/**
 * A text as the index of the search has it: plain letters, and of signs without spaces each with the one after it, so
 * that any part of them can be found as a phrase: 日本語 becomes 日本 本語 語.
 */
export function foldText(text: string): string {
  if (!IS_FOLDED.test(text)) return text
  return text.replace(WORD, (word) =>
    plainWord(word).replace(RUN_OF_SIGNS, (run) => ` ${[...pairs(run), [...run].at(-1) ?? ''].join(' ')} `),
  )
}

/** What a typed word looks for in texts that were folded: `isPhrase` where it has no beginning of a word to find. */
export function foldQuestion(typed: string): { text: string; isPhrase: boolean }[] {
  const plain = typed.replace(WORD, plainWord)
  return plain
    .split(PIECES)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const signs = PIECES.test(piece) ? pairs(piece) : []
      return { text: signs.length > 0 ? signs.join(' ') : piece, isPhrase: signs.length > 0 }
    })
}

function pairs(run: string): string[] {
  const signs = [...run]
  return signs.slice(1).map((sign, index) => `${signs[index] ?? ''}${sign}`)
}

/** Lower case, without accents: the order that people expect. */
export function keyOf(text: string): string {
  return plainLetters(text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()).trim()
}
