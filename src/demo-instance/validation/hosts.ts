const NUMBERS = /^\d+(\.\d+){3}$/
const NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i

/** What PeerTube takes for a host: also with a port and a path, but without a scheme. */
export function isHost(value: unknown): value is string {
  if (typeof value !== 'string' || /\s|:\/\//.test(value)) return false
  try {
    const { hostname } = new URL(`http://${value}`)
    return NAME.test(hostname) || NUMBERS.test(hostname)
  } catch {
    return false
  }
}
