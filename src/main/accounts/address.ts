import { AppError } from '@shared/errors'

export interface Candidates {
  /** Origins to try, best first. */
  origins: string[]
  host: string
}

/** Names and addresses of this very machine: nothing travels, so plain http is as good. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase()
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  )
}

function invalid(why: string): AppError {
  return new AppError('address-invalid', `not an address: ${why}`, { why })
}

/** `host:port`, `host/path` and `//host` have no scheme; `localhost:9000` must not be read as one. */
function hasScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^(mailto|data|javascript|file|ftp|blob|about):/i.test(text)
}

/**
 * What a person typed or pasted (a host, an address, a link to a video or a channel) as the origins where an instance
 * may be. Throws `address-invalid` and `http-needs-consent`. Plain http only for this machine, or after a yes.
 */
export function candidatesFor(typed: string, allowHttp: boolean): Candidates {
  const text = typed.trim().replace(/^[<"'(]+|[>"')]+$/g, '')
  if (text === '' || /\s/.test(text)) throw invalid('empty')
  const withScheme = hasScheme(text)
  const url = parse(withScheme ? text : `https://${text.replace(/^\/+/, '')}`)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid('scheme')
  if (url.username !== '' || url.password !== '') throw invalid('credentials')
  if (!isPlausibleHost(url.hostname)) throw invalid('host')
  return { host: url.host, origins: originsOf(url, withScheme, allowHttp) }
}

function parse(text: string): URL {
  try {
    return new URL(text)
  } catch {
    throw invalid('syntax')
  }
}

function isPlausibleHost(hostname: string): boolean {
  if (isLoopback(hostname) || hostname.startsWith('[')) return true
  // A lone word is a name of the local network; a trailing dot is the same name.
  return /^[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?\.?$/.test(hostname) && !hostname.includes('..')
}

function originsOf(url: URL, withScheme: boolean, allowHttp: boolean): string[] {
  const secure = `https://${url.host}`
  const plain = `http://${url.host}`
  if (!withScheme) {
    if (isLoopback(url.hostname)) return [plain, secure]
    return allowHttp ? [secure, plain] : [secure]
  }
  if (url.protocol === 'https:') return [secure]
  assertHttpAllowed(url, allowHttp)
  return [url.origin]
}

/** Throws `http-needs-consent` for a plain http address of another machine, unless the person said yes. */
export function assertHttpAllowed(url: URL, allowHttp: boolean): void {
  if (url.protocol !== 'http:' || allowHttp || isLoopback(url.hostname)) return
  throw new AppError('http-needs-consent', 'plain http', { host: url.host })
}
