const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The address if it may be handed to the system's browser: https; http on this machine, or of an instance to whose
 * http the person agreed when its account was added (`instanceUrls` are those of the accounts). Else null.
 */
export function mayOpen(url: string, instanceUrls: readonly string[]): URL | null {
  const parsed = new URL(url)
  if (parsed.username !== '' || parsed.password !== '') return null
  if (parsed.protocol === 'https:') return parsed
  if (parsed.protocol !== 'http:') return null
  const isAgreed = instanceUrls.some((known) => new URL(known).origin === parsed.origin)
  return LOOPBACK.has(parsed.hostname) || isAgreed ? parsed : null
}
