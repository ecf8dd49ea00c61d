// Electron's fuses are bytes in its binary: after a marker the wire's version, its length, then one character for
// each fuse. Reading them shows what a packaged app really has, and what an older Electron does not know.

import fs from 'node:fs'

const MARKER = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const STATES = { 0: 'off', 1: 'on', r: 'removed' }

/** The fuses in the order of the wire, by the names of electron-builder's configuration. */
export const FUSES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
]

/** The states in an Electron binary, one for each of its fuses: 'on', 'off' or 'removed'. Throws where there are none. */
export function readFuses(binary) {
  const bytes = fs.readFileSync(binary)
  const at = bytes.indexOf(MARKER)
  if (at === -1) throw new Error(`${binary} has no fuses.`)
  const start = at + MARKER.length
  const length = bytes[start + 1]
  return [...bytes.subarray(start + 2, start + 2 + length).toString('latin1')].map(
    (state) => STATES[state] ?? 'unknown',
  )
}
