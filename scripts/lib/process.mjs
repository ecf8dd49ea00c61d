import { spawn, spawnSync } from 'node:child_process'
import { projectRoot } from './paths.mjs'

/** Process groups that this program started and that still run; all are ended when it ends. */
const groups = new Set()

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
    return true
  } catch {
    return false
  }
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Ends a process and all it started: asks first, insists after `graceMs`. Resolves when the group is gone. */
export async function endGroup(pid, graceMs = 3000) {
  signalGroup(pid, 'SIGTERM')
  for (let waited = 0; waited < graceMs && signalGroup(pid, 0); waited += 50) await pause(50)
  signalGroup(pid, 'SIGKILL')
  groups.delete(pid)
}

/** Starts a process as the leader of a group of its own, so that nothing it starts can outlive us. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: projectRoot, stdio: 'inherit', ...options, detached: true })
  if (child.pid !== undefined) groups.add(child.pid)
  return child
}

/** Runs a process to its end, with its output shown; then ends what it left behind. Resolves to its exit code. */
export async function run(command, args, options = {}) {
  const child = start(command, args, options)
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`)
      resolve(127)
    })
    child.once('exit', (exitCode, signal) => resolve(exitCode ?? (signal ? 128 : 1)))
  })
  if (child.pid !== undefined) await endGroup(child.pid)
  return code
}

/** Runs a process to its end and returns what it wrote; undefined when it failed or does not exist. */
export function output(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: projectRoot, encoding: 'utf8', ...options })
  return result.status === 0 ? result.stdout : undefined
}

export const hasCommand = (name) => output('sh', ['-c', `command -v ${name}`]) !== undefined

/** When this program is interrupted, everything it started goes first. `cleanUp` runs last, and must not wait. */
export function endAllOnSignals(cleanUp = () => {}) {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ]) {
    process.once(signal, () => {
      void Promise.all([...groups].map((pid) => endGroup(pid))).then(() => {
        cleanUp()
        process.exit(128 + number)
      })
    })
  }
}
