// A hook of electron-builder (`beforePack`). A release is made with the Electron that package.json names, and a fuse
// that it lacks stops the build. The unpacked app for this machine is made with the Electron at hand, which may be
// older: then the fuses it does not know are left out, and each is named.

import fs from 'node:fs'
import path from 'node:path'
import { FUSES, readFuses } from './lib/fuse-wire.mjs'

const BINARIES = {
  linux: 'electron',
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
}

export function beforePack({ packager, electronPlatformName }) {
  const { config } = packager
  const binary = path.join(config.electronDist ?? '', BINARIES[electronPlatformName])
  if (!config.electronDist || !fs.existsSync(binary)) return
  const known = FUSES.slice(0, readFuses(binary).length)
  const unknown = FUSES.filter((name) => name in config.electronFuses && !known.includes(name))
  for (const name of unknown) {
    console.log(`  • Electron ${config.electronVersion} has no fuse ${name}: left out of this local package`)
    delete config.electronFuses[name]
  }
}
