import fs from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, it, vi } from 'vitest'
import { fromRoot } from './paths.mjs'
import { endGroup, exitCodeOf, run, start } from './process.mjs'

/** False also for a process that ended and waits for its parent to take note. */
function isAlive(pid) {
  try {
    process.kill(Number(pid), 0)
  } catch {
    return false
  }
  const stat = `/proc/${pid}/stat`
  return !(fs.existsSync(stat) && / Z /.test(fs.readFileSync(stat, 'utf8')))
}

it('resolves to the exit code', async () => {
  expect(await run(process.execPath, ['-e', 'process.exit(7)'])).toBe(7)
  expect(await run(process.execPath, ['-e', ''])).toBe(0)
})

it('says 127 for a program that does not exist, and ends nobody else', async () => {
  expect(await run('longshore-no-such-program', [], { stdio: 'ignore' })).toBe(127)
})

it.runIf(process.platform !== 'win32')('ends what a program leaves behind', async () => {
  const program = [
    "const { spawn } = require('node:child_process')",
    "const { writeFileSync } = require('node:fs')",
    "const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })",
    'writeFileSync(1, String(child.pid))',
    'child.unref()',
  ].join(';')
  const leader = start(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  let left = ''
  leader.stdout.on('data', (data) => (left += data))
  await exitCodeOf(leader)
  expect(isAlive(left)).toBe(true)
  await endGroup(leader.pid)
  expect(isAlive(left)).toBe(false)
})

it.runIf(process.platform !== 'win32')(
  'ends with the shell in which npm started it',
  async () => {
    const module = pathToFileURL(fromRoot('scripts', 'lib', 'process.mjs')).href
    const program = [
      `import { start } from ${JSON.stringify(module)}`,
      "const child = start(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })",
      "process.stdout.write(process.pid + ' ' + child.pid + '\\n')",
    ].join(';')
    const env = { ...process.env, npm_lifecycle_event: 'start' }
    const asNpmDoes = ['-c', '"$0" --input-type=module -e "$1"; exit', process.execPath, program]
    const shell = start('sh', asNpmDoes, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    let started = ''
    shell.stdout.on('data', (data) => (started += data))
    await vi.waitFor(() => {
      expect(started).toMatch(/\n/)
    }, 10_000)
    const [script, child] = started.trim().split(' ')
    shell.kill('SIGTERM')
    await vi.waitFor(() => {
      expect([isAlive(script), isAlive(child)]).toEqual([false, false])
    }, 10_000)
    await endGroup(shell.pid)
  },
  30_000,
)
