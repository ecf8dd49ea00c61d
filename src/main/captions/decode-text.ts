/** Text of a caption file, and the encoding that was taken for it. */
export interface DecodedText {
  text: string
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
}

/** Enough to see how text of two bytes a letter looks. */
const SAMPLE_BYTES = 4096

/**
 * By its mark; without one UTF-8, or UTF-16 where every other byte of the beginning is zero; else Western European,
 * which old subtitle programs write.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = marked(bytes) ?? unmarkedUtf16(bytes)
  if (encoding !== null) return { text: clean(new TextDecoder(encoding).decode(bytes)), encoding }
  try {
    return { text: clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), encoding: 'utf-8' }
  } catch {
    return { text: clean(new TextDecoder('windows-1252').decode(bytes)), encoding: 'windows-1252' }
  }
}

function marked(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}

function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  let [even, odd] = [0, 0]
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  const many = sample.length / 8
  if (odd > many && even < many / 4) return 'utf-16le'
  return even > many && odd < many / 4 ? 'utf-16be' : null
}

/** One kind of line end, no mark, no character that ends texts. */
function clean(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll('\0', '')
}
