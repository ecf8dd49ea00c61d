const alphabet = '123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 22

/** PeerTube's short form of a UUID: base 58, padded to 22 characters. */
export function toShortUuid(uuid: string): string {
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`)
  let short = ''
  while (rest > 0n) {
    short = alphabet.charAt(Number(rest % 58n)) + short
    rest /= 58n
  }
  return short.padStart(LENGTH, alphabet.charAt(0))
}

/** True for a numeric id, a UUID or a short UUID. */
export function isVideoIdentifier(text: string): boolean {
  return /^\d+$/.test(text) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) || isShortUuid(text)
}

function isShortUuid(text: string): boolean {
  return text.length === LENGTH && [...text].every((character) => alphabet.includes(character))
}
