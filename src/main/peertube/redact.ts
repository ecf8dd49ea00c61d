/**
 * Takes secrets out of a text before it is logged, shown or copied: tokens, passwords, one-time codes, client
 * secrets, wherever they stand: header, query, form, JSON.
 */
const NAMES = [
  'access_token',
  'accessToken',
  'refresh_token',
  'refreshToken',
  'client_secret',
  'clientSecret',
  'externalAuthToken',
  'videoFileToken',
  'feedToken',
  'requestToken',
  'otpToken',
  'streamKey',
  'password',
  'currentPassword',
  'newPassword',
  'videoPasswords?',
  'passwords',
  'otp',
  'token',
  'jwt',
].join('|')

const MARK = '[removed]'

const rules: readonly [RegExp, string][] = [
  // Authorization: Bearer …, and the same in JSON or in the output of an inspector
  [/((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:(bearer|basic)\s+)?[^\s"',;}]+/gi, `$1$2 ${MARK}`],
  [/\b(bearer|basic)\s+[A-Za-z0-9\-._~+/]{8,}=*/gi, `$1 ${MARK}`],
  [/(x-peertube-(?:otp|video-password)["']?\s*[:=]\s*["']?)[^\r\n"',}]+/gi, `$1${MARK}`],
  [/((?:set-)?cookie["']?\s*:\s*["']?)[^\r\n"']+/gi, `$1${MARK}`],
  // "name": "value" with escapes, and arrays of them
  [new RegExp(`(["'](?:${NAMES})["']\\s*:\\s*)\\[[^\\]]*\\]`, 'gi'), `$1"${MARK}"`],
  [new RegExp(`(["'](?:${NAMES})["']\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi'), `$1"${MARK}"`],
  [new RegExp(`(\\b(?:${NAMES}):\\s*)'(?:[^'\\\\]|\\\\.)*'`, 'gi'), `$1'${MARK}'`],
  // name=value in a query or a form, with array brackets
  [new RegExp(`(\\b(?:${NAMES})(?:\\[\\d*\\]|%5B\\d*%5D)?=)[^&\\s"'<>#]*`, 'gi'), `$1${MARK}`],
  // https://user:password@host
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+:[^\s/@]+@/gi, `$1${MARK}@`],
  // PeerTube's tokens are 40 hex digits
  [/\b[0-9a-f]{40}\b/gi, MARK],
]

export function redact(text: string): string {
  return rules.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text)
}
