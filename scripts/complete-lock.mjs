// Adds to package-lock.json the binaries for other systems that its packages name and it lacks.
//
// A registry mirror may hold the binaries of some systems only. npm then leaves the others out of the lock file
// without a word, `npm ci` refuses that file, and a clone on another system would lack them. Each missing one is an
// optional dependency with an exact version, and its name says which system it is for: that is all a lock file needs.
// To be run after a change of dependencies made beside such a mirror: `node scripts/complete-lock.mjs`.

import fs from 'node:fs'
import { pathToFileURL } from 'node:url'
import { fromRoot } from './lib/paths.mjs'

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32']
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/

/** The system a binary is for, by the words of its name: `…-linux-arm-musleabihf`, `…-win32-x64-msvc`. */
export function systemOf(name) {
  const words = name.split(/[-/]/)
  const os = SYSTEMS.find((system) => words.includes(system))
  const cpu = PROCESSORS.find((processor) => words.includes(processor))
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc'
  return { ...(cpu && { cpu: [cpu] }), ...(os === 'linux' && { libc: [libc] }), ...(os && { os: [os] }) }
}

/** Whether a package at `place` in the lock finds `name`, as Node looks it up: in its own folder, then outwards. */
function isFound(packages, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (`${folder && `${folder}/`}node_modules/${name}` in packages) return true
    if (folder === '') return false
    if (!folder.includes('/node_modules/')) return `node_modules/${name}` in packages
  }
}

/** The packages of a lock file with the missing binaries added, sorted as npm sorts them. */
export function completed(packages) {
  const added = {}
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isFound(packages, place, name) || !EXACT.test(version)) continue
      added[`node_modules/${name}`] = {
        version,
        ...systemOf(name),
        ...(entry.dev && { dev: true }),
        optional: true,
      }
    }
  }
  const all = Object.entries({ ...packages, ...added })
  return Object.fromEntries(all.sort(([one], [other]) => one.localeCompare(other, 'en')))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = fromRoot('package-lock.json')
  const lock = JSON.parse(fs.readFileSync(file, 'utf8'))
  const before = Object.keys(lock.packages).length
  lock.packages = completed(lock.packages)
  fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${Object.keys(lock.packages).length - before} binaries added to package-lock.json`)
}
