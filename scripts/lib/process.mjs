import { spawn, spawnSync } from 'node:child_process'
import { projectRoot } from './paths.mjs'

const isWindows = process.platform === 'win32'

/** Leaders of the process groups this program started and has not ended yet. */
const running = new Set()

/** Signals a process and all it started; false when none of them is left. Windows knows no groups. */
function signalGroup(pid, signal) {
  try {
    process.kill(isWindows ? pid : -pid, signal)
    return true
  } catch {
    return false
  }
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Ends a process and all it started: asks first, insists after `graceMs`. Resolves when they are gone. */
export async function endGroup(pid, graceMs = 5000) {
  signalGroup(pid, 'SIGTERM')
  for (let waited = 0; waited < graceMs && signalGroup(pid, 0); waited += 50) await pause(50)
  signalGroup(pid, 'SIGKILL')
  running.delete(pid)
}

/** Starts a process as the leader of a group of its own, so that nothing it starts outlives us unseen. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: projectRoot,
    stdio: 'inherit',
    ...options,
    detached: !isWindows,
  })
  if (child.pid !== undefined) running.add(child.pid)
  return child
}

/** Resolves to the exit code of a child process: 127 when it could not start, 128 when a signal ended it. */
export function exitCodeOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${child.spawnfile}: ${error.message}\n`)
      resolve(127)
    })
    child.once('exit', (code) => resolve(code ?? 128))
  })
}

/** Runs a process to its end with its output shown, ends what it left behind, and resolves to its exit code. */
export async function run(command, args, options = {}) {
  const child = start(command, args, options)
  const code = await exitCodeOf(child)
  if (child.pid !== undefined) await endGroup(child.pid)
  return code
}

/** Runs a process to its end and returns what it wrote; undefined when it failed or does not exist. */
export function output(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: projectRoot, encoding: 'utf8', ...options })
  return result.status === 0 ? result.stdout : undefined
}

export const hasCommand = (name) => output('sh', ['-c', `command -v ${name}`]) !== undefined

/** The command line of npm: the one that started us, if one did. */
export function npmCommand(args) {
  const script = process.env.npm_execpath
  return script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', args]
}

// Whatever ends this program, it takes along what it started: gently on a signal, at once on a crash.
process.once('exit', () => {
  for (const pid of running) signalGroup(pid, 'SIGKILL')
})
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
]) {
  process.once(signal, () => {
    void Promise.all([...running].map((pid) => endGroup(pid))).then(() => process.exit(128 + number))
  })
}

// npm hands a signal to the shell it started us in, which ends and tells us nothing: so we look after that shell.
if (process.env.npm_lifecycle_event !== undefined && !isWindows) {
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
