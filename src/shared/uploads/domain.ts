const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const NAME = new RegExp(`^(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`)
const NUMBERS = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/
const PORT = /:(\d{1,5})$/
const LONGEST = 253

/**
 * Whether a text names a site as an instance compares it with the one that shows a video: `blog.example.org`, with a port
 * where the site has one. PeerTube takes addresses with a path as well, and then they fit no site at all.
 */
export function isDomain(text: string): boolean {
  const port = PORT.exec(text)?.[1]
  const host = text.trim().toLowerCase().replace(PORT, '')
  if (port !== undefined && Number(port) > 65_535) return false
  return host.length <= LONGEST && (NAME.test(host) || NUMBERS.test(host))
}
