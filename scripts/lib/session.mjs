import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { hasDisplay, startDisplay } from './display.mjs'
import { run } from './process.mjs'

// A keyring that is made and unlocked on the spot: nothing asks, and the person's own is left alone.
const WITH_KEYRING =
  'printf longshore | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || exit 1; "$@"'

function isolatedHome(folder) {
  const runtime = path.join(folder, 'run')
  fs.mkdirSync(runtime, { mode: 0o700 })
  return {
    HOME: folder,
    XDG_RUNTIME_DIR: runtime,
    XDG_CONFIG_HOME: undefined,
    XDG_DATA_HOME: undefined,
    XDG_CACHE_HOME: undefined,
    DBUS_SESSION_BUS_ADDRESS: undefined,
  }
}

/**
 * Runs a command in a desktop session of its own: a fresh home, a D-Bus, an unlocked keyring and, unless `display`
 * is 'given', a display. All of it is gone afterwards. Resolves to the command's exit code.
 * Off Linux the command just runs.
 */
export async function runInSession(command, args, { env = {}, display = 'own' } = {}) {
  if (process.platform !== 'linux') return run(command, args, { env: { ...process.env, ...env } })
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'longshore-home-'))
  const tidy = () => fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', tidy)
  const screen = display === 'own' || !hasDisplay() ? await startDisplay() : undefined
  try {
    return await run('dbus-run-session', ['--', 'sh', '-c', WITH_KEYRING, 'sh', command, ...args], {
      env: { ...process.env, ...isolatedHome(home), ...screen?.env, ...env },
    })
  } finally {
    await screen?.stop()
    tidy()
  }
}
