// electron-builder's hooks. A release is made with the Electron that package.json names, and needs neither. The
// unpacked app for this machine is made with the Electron at hand (`electronDist`), which may be older.

import fs from 'node:fs'
import path from 'node:path'
import { FUSES, readFuses } from './lib/fuse-wire.mjs'

const BINARIES = {
  linux: 'electron',
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
}
const RESOURCES = { linux: 'resources', win32: 'resources', darwin: 'Electron.app/Contents/Resources' }

/**
 * Leaves out the fuses that the Electron at hand does not know, and names each. In a release such a fuse stops the
 * build.
 */
export function beforePack({ packager, electronPlatformName }) {
  const { config } = packager
  if (!config.electronDist) return
  const known = FUSES.slice(
    0,
    readFuses(path.join(config.electronDist, BINARIES[electronPlatformName])).length,
  )
  const unknown = FUSES.filter((name) => name in config.electronFuses && !known.includes(name))
  for (const name of unknown) {
    console.log(`  • Electron ${config.electronVersion} has no fuse ${name}: left out of this local package`)
    delete config.electronFuses[name]
  }
}

/** Removes what the Electron at hand brings for development alone. electron-builder does so with its own download. */
export function afterExtract({ packager, electronPlatformName, appOutDir }) {
  if (!packager.config.electronDist) return
  const defaultApp = path.join(appOutDir, RESOURCES[electronPlatformName], 'default_app.asar')
  for (const leftover of [defaultApp, path.join(appOutDir, 'version')]) {
    fs.rmSync(leftover, { recursive: true, force: true })
  }
}
