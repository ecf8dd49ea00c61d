import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { hasDisplay, startDisplay } from './display.mjs'
import { pause, run } from './process.mjs'

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

/** The session's daemons go a moment after it, and a folder that is written into while it is removed stays. */
async function removeHome(folder) {
  for (let tries = 1; ; tries += 1) {
    try {
      fs.rmSync(folder, { recursive: true, force: true })
      return
    } catch (error) {
      if (tries === 20) throw error
      await pause(100)
    }
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
  process.once('exit', () => fs.rmSync(home, { recursive: true, force: true }))
  const screen = display === 'own' || !hasDisplay() ? await startDisplay() : undefined
  try {
    return await run('dbus-run-session', ['--', 'sh', '-c', WITH_KEYRING, 'sh', command, ...args], {
      env: { ...process.env, ...isolatedHome(home), ...screen?.env, ...env },
    })
  } finally {
    await screen?.stop()
    await removeHome(home)
  }
}
