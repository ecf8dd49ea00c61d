// `npm run package`: the unpacked app for this machine in dist/, made with the Electron at hand, and a test of it:
// it starts, signs in to the demo instance, uploads a video and finds it in the library. Installers are made by the
// release workflow.

import fs from 'node:fs'
import path from 'node:path'
import { FUSES, readFuses } from './lib/fuse-wire.mjs'
import { fromRoot } from './lib/paths.mjs'
import { run } from './lib/process.mjs'
import { runInSession } from './lib/session.mjs'
import { main, setUp } from './lib/setup.mjs'
import { sandboxFlags } from './lib/system.mjs'

const node = process.execPath
const electronDist = fromRoot('node_modules', 'electron', 'dist')

/** Where electron-builder leaves the app, and in which file its fuses are. */
function places() {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`
  switch (process.platform) {
    case 'darwin': {
      const contents = fromRoot('dist', `mac${arch}`, 'Longshore.app', 'Contents')
      const framework = path.join(
        contents,
        'Frameworks',
        'Electron Framework.framework',
        'Electron Framework',
      )
      return { executable: path.join(contents, 'MacOS', 'Longshore'), fuses: framework }
    }
    case 'win32': {
      const executable = fromRoot('dist', `win${arch}-unpacked`, 'Longshore.exe')
      return { executable, fuses: executable }
    }
    default: {
      const executable = fromRoot('dist', `linux${arch}-unpacked`, 'longshore')
      return { executable, fuses: executable }
    }
  }
}

async function mustSucceed(what, args) {
  if ((await run(node, args)) !== 0) throw new Error(`${what} failed.`)
}

function packApp(electronVersion) {
  return mustSucceed('electron-builder', [
    fromRoot('node_modules', 'electron-builder', 'cli.js'),
    '--dir',
    '--publish=never',
    '--config=electron-builder.config.ts',
    `-c.electronDist=${electronDist}`,
    `-c.electronVersion=${electronVersion}`,
  ])
}

/** Reads the fuses back from what was made: what counts is the binary, not the configuration. */
function showFuses(binary) {
  const states = readFuses(binary)
  console.log(`Fuses: ${FUSES.map((name, index) => `${name} ${states[index] ?? 'unknown here'}`).join(', ')}`)
}

function smokeTest(executable) {
  const cli = fromRoot('node_modules', '@playwright', 'test', 'cli.js')
  const env = { LONGSHORE_PACKAGED: JSON.stringify([executable, ...sandboxFlags(executable)]) }
  return runInSession(node, [cli, 'test', '--config', fromRoot('e2e', 'packaged')], { env })
}

await main(async () => {
  await setUp('session')
  const electronVersion = fs.readFileSync(path.join(electronDist, 'version'), 'utf8').trim().replace(/^v/, '')
  await mustSucceed('Third-party notices', [fromRoot('scripts', 'notices.mjs')])
  await packApp(electronVersion)
  const { executable, fuses } = places()
  showFuses(fuses)
  console.log(`Packaged with Electron ${electronVersion}: ${path.dirname(executable)}`)
  const code = await smokeTest(executable)
  console.log(code === 0 ? 'The packaged app works.' : 'The packaged app FAILED its test.')
  return code
})
