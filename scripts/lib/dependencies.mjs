import fs from 'node:fs'
import { fromRoot } from './paths.mjs'
import { npmCommand, run } from './process.mjs'

const packagesOf = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages

/**
 * Whether what is installed is what the lock file asks for. npm writes the second file at the very end of an
 * install, so an interrupted one does not count. Optional packages are left out: they differ by platform.
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted)
    .filter(([place, { optional }]) => place !== '' && !optional)
    .every(([place, { version }]) => installed[place]?.version === version)
}

/** Installs the packages of the lock file unless they are there. Throws when npm fails. */
export async function ensureDependencies(say = console.log) {
  const hidden = fromRoot('node_modules', '.package-lock.json')
  const wanted = packagesOf(fromRoot('package-lock.json'))
  if (fs.existsSync(hidden) && isInstalled(wanted, packagesOf(hidden))) return
  say('Installing packages (npm ci)')
  const [command, args] = npmCommand(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if ((await run(command, args)) !== 0) throw new Error('npm ci failed.')
}
