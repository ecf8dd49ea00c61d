/** What a stream's folder holds; nothing else of it is asked for. */
export const STREAM_NAME = /^[A-Za-z0-9_.-]{1,200}\.(m3u8|ts|mp4|m4s|aac)$/

export const STREAM_MIMES: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  ts: 'video/mp2t',
  mp4: 'video/mp4',
  m4s: 'video/mp4',
  aac: 'audio/aac',
}

/** A file in the folder of another one. Both are paths on the instance, or whole addresses. */
export function beside(address: string, name: string): string {
  const [path = ''] = address.split('?')
  return path.slice(0, path.lastIndexOf('/') + 1) + name
}

/** Each address in a playlist as a plain name; lines that lead out of its folder are left out. */
export function ownNames(playlist: string, address: string): string {
  const folder = new URL(beside(address, ''), 'http://instance.invalid')
  const nameOf = (uri: string): string | null => {
    try {
      const url = new URL(uri, folder)
      const name = url.pathname.slice(folder.pathname.length)
      const isInside = url.origin === folder.origin && url.pathname.startsWith(folder.pathname)
      return isInside && STREAM_NAME.test(name) ? name : null
    } catch {
      return null
    }
  }
  const lines = playlist.split(/\r?\n/).map((line) => {
    if (line.trim() === '') return ''
    if (!line.startsWith('#')) return nameOf(line.trim())
    const uri = /URI="([^"]*)"/.exec(line)?.[1]
    if (uri === undefined) return line
    const name = nameOf(uri)
    return name === null ? null : line.replace(/URI="[^"]*"/, `URI="${name}"`)
  })
  return lines.filter((line) => line !== null).join('\n')
}
