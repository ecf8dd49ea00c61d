const MOST_CHARACTERS = 400_000
const TIMES = /^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->/
const NO_SPEECH = /^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  quot: '"',
  lrm: '',
  rlm: '',
}

/**
 * What is said in a WebVTT file, in one text for the search: no times, names of cues, notes, styles or tags. What is no
 * WebVTT gives whatever stands under its times, normally nothing.
 */
export function captionText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n')
  const said: string[] = []
  for (const block of text.split(/\n{2,}/)) {
    if (NO_SPEECH.test(block)) continue
    const lines = block.split('\n')
    const times = lines.findIndex((line) => TIMES.test(line))
    if (times !== -1) said.push(...lines.slice(times + 1).map(plain))
  }
  return withoutRepeats(said).join('\n').replaceAll('\0', '').slice(0, MOST_CHARACTERS)
}

function plain(line: string): string {
  return line
    .replace(/<[^<>]*>/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .trim()
}

/** Rolling captions say each line twice. */
function withoutRepeats(lines: readonly string[]): string[] {
  return lines.filter((line, index) => line !== '' && line !== lines[index - 1])
}
