/** One piece of a text; `isOther`: it differs from the text that it is compared with. */
export interface TextPiece {
  text: string
  isOther: boolean
}

/** Words with the white space behind each. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? []
}

/** What of `text` is not as in `base`: everything between what both begin with and what both end with. */
export function markChange(base: string, text: string): TextPiece[] {
  const [before, now] = [wordsOf(base), wordsOf(text)]
  const most = Math.min(before.length, now.length)
  let start = 0
  while (start < most && before[start] === now[start]) start += 1
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end += 1
  const pieces = [
    { text: now.slice(0, start).join(''), isOther: false },
    { text: now.slice(start, now.length - end).join(''), isOther: true },
    { text: now.slice(now.length - end).join(''), isOther: false },
  ]
  return pieces.filter((piece) => piece.text !== '')
}
