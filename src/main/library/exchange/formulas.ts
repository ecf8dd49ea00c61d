/** A spreadsheet takes what begins like this for a formula, and may run it; their wide forms too. */
const SIGNS = '[=+\\-@＝＋－＠]'
/**
 * Where a cell may begin for whoever parts the file at another sign than we did, which ends our quotes early: behind
 * each of these, whatever blanks and quotes follow.
 */
const BEGIN = '(^|[;,\\t\\r\\n])([ "]*)'
const FORMULA = new RegExp(`${BEGIN}('*)(?=${SIGNS})|^('*)(?=[\\t\\r\\n])`, 'g')
const ESCAPED = new RegExp(`${BEGIN}'('*)(?=${SIGNS})|^'('*)(?=[\\t\\r\\n])`, 'g')

/** An apostrophe in front makes it text. What has one already gets one more, so that nothing is lost on the way back. */
export function escapeFormulas(text: string): string {
  return text.replace(FORMULA, "$1$2'$3$4")
}

export function unescapeFormulas(text: string): string {
  return text.replace(ESCAPED, '$1$2$3$4')
}
