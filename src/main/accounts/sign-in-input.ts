import { AppError } from '@shared/errors'

/** Codes are copied with blanks in the middle. What can be none is not sent: each try counts. */
export function readOtp(typed: string | null, origin: string): string | null {
  const code = typed?.replace(/\s+/g, '') ?? null
  if (code === null || /^[0-9]{4,10}$/.test(code)) return code
  throw new AppError('otp-wrong', 'a code has digits alone', { host: new URL(origin).host })
}

/** Throws `address-invalid`. */
export function originOf(text: string): URL {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new AppError('address-invalid', 'not an address', { why: 'syntax' })
  }
  if (url.protocol === 'https:' || url.protocol === 'http:') return url
  throw new AppError('address-invalid', 'not an address', { why: 'scheme' })
}

/** A token of an outside page that is worth nothing is a bare exception in PeerTube, whose name is the code. */
