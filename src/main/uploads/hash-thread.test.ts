import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { HashThread } from './hash-thread'

let folder: string
let thread: HashThread
let file: string
const content = randomBytes(3 * 1024 * 1024 + 17)
const { signal } = new AbortController()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-hash-'))
  file = join(folder, 'clip.mp4')
  writeFileSync(file, content)
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(process.cwd(), 'src/shared') } },
    ssr: { noExternal: true },
    build: {
      ssr: join(process.cwd(), 'src/main/hash-worker.ts'),
      outDir: join(folder, 'program'),
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'hash-worker.cjs' } },
    },
  })
  thread = new HashThread(join(folder, 'program', 'hash-worker.cjs'))
})

afterAll(async () => {
  await thread.close()
  rmSync(folder, { recursive: true, force: true })
})

const hexOf = (digest: Uint8Array): string => Buffer.from(digest).toString('hex')

it('hashes pieces of a file, several at once', async () => {
  const pieces = [
    { start: 0, end: content.length },
    { start: 5, end: 6 },
    { start: 1024 * 1024 - 1, end: 2 * 1024 * 1024 + 3 },
  ]
  const digests = await Promise.all(pieces.map((piece) => thread.sha256({ path: file, ...piece }, signal)))
  const wanted = pieces.map(({ start, end }) =>
    createHash('sha256').update(content.subarray(start, end)).digest('hex'),
  )
  expect(digests.map(hexOf)).toEqual(wanted)
})

it('rejects for a file that is not there, and goes on', async () => {
  await expect(thread.sha256({ path: join(folder, 'none'), start: 0, end: 1 }, signal)).rejects.toThrow()
  expect(hexOf(await thread.sha256({ path: file, start: 0, end: 1 }, signal))).toHaveLength(64)
})

it('stops with the reason of the signal', async () => {
  const controller = new AbortController()
  const digest = thread.sha256({ path: file, start: 0, end: content.length }, controller.signal)
  controller.abort(new Error('paused'))
  await expect(digest).rejects.toThrow('paused')
})
