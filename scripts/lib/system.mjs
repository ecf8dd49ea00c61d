// What Linux has to bring for the app: libraries for a window, and for the tests a display and a keyring.

import fs from 'node:fs'
import path from 'node:path'
import { hasCommand, output, run } from './process.mjs'

const library = (name, debian) => ({ name, debian, isThere: (known) => known.libraries.includes(name) })
const command = (name, debian) => ({ name, debian, isThere: () => hasCommand(name) })

const LIBRARIES = [
  library('libgtk-3.so.0', 'libgtk-3-0'),
  library('libnss3.so', 'libnss3'),
  library('libasound.so.2', 'libasound2'),
  library('libgbm.so.1', 'libgbm1'),
  library('libXss.so.1', 'libxss1'),
  library('libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'),
  library('libdrm.so.2', 'libdrm2'),
  library('libsecret-1.so.0', 'libsecret-1-0'),
]
const FONTS = { name: 'a font', debian: 'fonts-dejavu-core', isThere: () => hasFont('/usr/share/fonts') }
const DISPLAY = [command('Xvfb', 'xvfb')]
const KEYRING = [command('dbus-run-session', 'dbus'), command('gnome-keyring-daemon', 'gnome-keyring')]

/** What each kind of run needs; `window` assumes a desktop. */
export const NEEDS = {
  window: [...LIBRARIES, FONTS],
  display: [...LIBRARIES, FONTS, ...DISPLAY],
  session: [...LIBRARIES, FONTS, ...DISPLAY, ...KEYRING],
}

function hasFont(folder) {
  if (!fs.existsSync(folder)) return false
  return fs.readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc|pfb)$/.test(String(name)))
}

/** The names the loader knows. /sbin is not on everyone's path. */
function knownLibraries() {
  const listed = output('ldconfig', ['-p']) ?? output('/sbin/ldconfig', ['-p']) ?? ''
  return listed.split('\n').map((line) => line.trim().split(' ')[0])
}

export function missing(needs) {
  const known = { libraries: knownLibraries() }
  return needs.filter((need) => !need.isThere(known))
}

/** Newer Debians and Ubuntus call some libraries `…t64`; the plain name is then nobody's own. */
function debianName(name) {
  const renamed = output('apt-cache', ['policy', `${name}t64`]) ?? ''
  return /Candidate: (?!\(none\))/.test(renamed) ? `${name}t64` : name
}

async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] }
  if ((await run('apt-get', ['update', '-q'], options)) !== 0) throw new Error('apt-get update failed.')
  const names = packages.map(debianName)
  const code = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], options)
  if (code !== 0) throw new Error(`apt-get could not install ${names.join(' ')}.`)
}

/**
 * Makes sure that the system has what a run needs (one of NEEDS). As root on Debian and its kin the missing packages
 * are installed; elsewhere it throws an error that names them. Off Linux there is nothing to do.
 */
export async function ensureSystem(needs, say = console.log) {
  if (process.platform !== 'linux') return
  const lacking = missing(needs)
  if (lacking.length === 0) return
  const packages = lacking.map((need) => need.debian)
  if (!hasCommand('apt-get')) {
    throw new Error(`Please install what provides: ${lacking.map((need) => need.name).join(', ')}`)
  }
  if (process.getuid() !== 0) throw new Error(`Please run: sudo apt-get install ${packages.join(' ')}`)
  say(`Installing system packages: ${packages.join(' ')}`)
  await aptInstall(packages)
  const still = missing(needs).map((need) => need.name)
  if (still.length > 0) throw new Error(`Still missing after the install: ${still.join(', ')}`)
}

const setting = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : undefined)

/**
 * Flags for an Electron started from a checkout. Chromium's sandbox needs user namespaces or a helper owned by root;
 * a checkout has no such helper, root may not use it, and some systems forbid the namespaces.
 */
export function sandboxFlags(electron, say = console.log) {
  if (process.platform !== 'linux') return []
  if (process.getuid() === 0) {
    say("Running as root: without Chromium's sandbox.")
    return ['--no-sandbox']
  }
  const helper = fs.statSync(path.join(path.dirname(electron), 'chrome-sandbox'), { throwIfNoEntry: false })
  if (helper && helper.uid === 0 && (helper.mode & 0o4000) !== 0) return []
  const forbidden =
    setting('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1'
  if (forbidden) say("This system forbids user namespaces: without Chromium's sandbox.")
  return forbidden ? ['--no-sandbox'] : []
}
