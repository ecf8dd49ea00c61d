import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { build } from 'vite'
import { json, send } from '../../test/contract/support/http'

let folder: string
let program: string
const running = new Set<ChildProcess>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-demo-cli-'))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'cli.ts'),
      outDir: folder,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'cli.cjs' } },
    },
  })
  program = join(folder, 'cli.cjs')
}, 60_000)

afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
})

afterAll(() => rm(folder, { recursive: true }))

function run(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [program, '--data', join(folder, 'data'), ...args])
  running.add(child)
  return child
}

async function urlOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('No standard output')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return String((JSON.parse(line) as { url: unknown }).url)
}

it('prints its address in one line, ends cleanly on SIGTERM, and keeps its data through SIGKILL', async () => {
  const first = run('--control', '--version', '8.2.0')
  const url = await urlOf(first)
  expect(json(await send(`${url}/api/v1/config`))['serverVersion']).toBe('8.2.0')
  const body = JSON.stringify({ username: 'kept', password: 'a-password' })
  expect((await send(`${url}/__control/users`, { method: 'POST', body })).status).toBe(200)
  first.kill('SIGKILL')
  await once(first, 'exit')

  const second = run()
  const kept = await send(`${await urlOf(second)}/api/v1/accounts/kept`)
  expect(kept.status).toBe(200)
  second.kill('SIGTERM')
  expect(await once(second, 'exit')).toEqual([0, null])
})

it('ends with its standard input when told so', async () => {
  const child = run('--exit-with-stdin')
  await urlOf(child)
  child.stdin?.end()
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('refuses what it does not know, with a hint', async () => {
  const child = run('--version', '4.0.0')
  const exit = once(child, 'exit')
  const [text] = child.stderr === null ? [''] : ((await once(child.stderr, 'data')) as [Buffer])
  expect(String(text)).toContain('Unknown version "4.0.0"')
  expect(await exit).toEqual([2, null])
})
