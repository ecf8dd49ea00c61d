import { posix, win32 } from 'node:path'

/** Ways on a PeerTube instance look like files' paths and are none. */
const OF_THE_WEB = /^\/(?:api|plugins|lazy-static|static|nodeinfo|\.well-known|w|videos|download)\//

/** An absolute path with at least one folder, at the start of a word or in quotes. */
const UNIX_PATH = /(?<![\w:/.…])\/(?:[^/'"`\n]+\/)+[^\s'"`)\n]*/g
const UNIX_QUOTED = /(['"`])(\/[^'"`\n]+)\1/g
const WINDOWS_PATH = /\b[A-Za-z]:[\\/](?:[^\\/'"`:\n]+[\\/])*[^\s'"`):\n]*/g
const WINDOWS_QUOTED = /(['"`])([A-Za-z]:[\\/][^'"`\n]+)\1/g

/** Leaves the last name of every file's path in a text: where a person keeps their files is nobody's business. */
export function hidePaths(text: string): string {
  return text
    .replace(UNIX_QUOTED, (whole, quote: string, path: string) =>
      OF_THE_WEB.test(path) ? whole : `${quote}${shortUnix(path)}${quote}`,
    )
    .replace(
      WINDOWS_QUOTED,
      (_whole, quote: string, path: string) => `${quote}…\\${win32.basename(path)}${quote}`,
    )
    .replace(UNIX_PATH, (path) => (OF_THE_WEB.test(path) ? path : shortUnix(path)))
    .replace(WINDOWS_PATH, (path) => `…\\${win32.basename(path)}`)
}

function shortUnix(path: string): string {
  return `…/${posix.basename(path)}`
}
