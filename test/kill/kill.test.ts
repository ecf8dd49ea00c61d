import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { build } from 'vite'
import { emptyDraft } from '@shared/uploads/draft'
import { startDemoInstance, type DemoInstance } from '../../src/demo-instance'
import { openDatabase, type Database } from '../../src/main/storage/database'
import { UploadsTable } from '../../src/main/storage/uploads-table'
import { demoAccount } from '../support/engine-account'

const KILLS = 200
/** After the engine's first statement; one in ten is killed before it. */
const LONGEST_LIFE_MS = 350
/** Slow enough that most files are in the middle of being sent when the signal comes. */
const BYTES_PER_SECOND = 2_000_000
const CHUNK_BYTES = 32 * 1024
const FEWEST_WAITING = 5
/** One file in so many takes the place of a video's own. */
const REPLACEMENT_EVERY = 4
const ACCOUNT_ID = randomUUID()
const PUBLISHED = 1

let folder: string
let demo: DemoInstance
let database: Database
let store: UploadsTable
let channelId: number
let program: string
const files = new Map<string, string>()
/** Videos that were there before, whose files are replaced one after the other. */
let olderVideos: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-kill-'))
  const rateLimits = { api: { max: 1_000_000, windowMs: 10_000 }, login: { max: 100_000, windowMs: 10_000 } }
  demo = await startDemoInstance({
    dataDir: join(folder, 'demo'),
    rateLimits,
    processingMs: 10,
    maxChunkSize: CHUNK_BYTES,
  })
  demo.control.setConfig({ finishMs: 40 })
  demo.control.fill('demo', KILLS)
  olderVideos = (await demo.control.videos()).map((video) => video.uuid)
  for (const uuid of olderVideos) await demo.control.setState(uuid, PUBLISHED)
  database = openDatabase(join(folder, 'longshore.db'))
  store = new UploadsTable(database)
  const account = await demoAccount(demo, ACCOUNT_ID)
  channelId = account.channelId
  account.close()
  database
    .prepare(
      "INSERT INTO accounts VALUES (?, ?, 'Demo', '6.3.0', 'demo', '', 'signed-in', 'memory', 1, NULL, 0)",
    )
    .run(ACCOUNT_ID, demo.url)
  program = await bundle()
}, 60_000)

afterAll(async () => {
  database.close()
  await demo.close()
  rmSync(folder, { recursive: true, force: true })
})

/** One file, so that a child starts quickly two hundred times. */
async function bundle(): Promise<string> {
  const root = process.cwd()
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'src/shared') } },
    ssr: { noExternal: true, external: ['libsql', 'keytar', 'vitest'] },
    build: {
      ssr: join(root, 'test/kill/child.ts'),
      outDir: join(folder, 'program'),
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'child.cjs' } },
    },
  })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return join(folder, 'program', 'child.cjs')
}

function addFile(): void {
  const content = randomBytes(randomInt(1_000, 150_000))
  content.write('ftypisom', 4, 'latin1')
  const id = randomUUID()
  const path = join(folder, `clip ${String(files.size)}.mp4`)
  writeFileSync(path, content)
  files.set(id, createHash('sha256').update(content).digest('hex'))
  const { size, mtimeMs } = statSync(path)
  const title = `Clip ${String(files.size)}`
  const draft = { ...emptyDraft(title), channelId, waitTranscoding: false }
  const uuid = files.size % REPLACEMENT_EVERY === 0 ? olderVideos.pop() : undefined
  const replaces = uuid === undefined ? null : JSON.stringify({ id: 0, uuid, shortUuid: '', title })
  const state = { name: 'queued', session: null, attempt: 0, notBefore: null, restartedBecause: null }
  database
    .prepare(
      `INSERT INTO uploads (id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, added_at,
         state_name, state, title, privacy, draft, replaces) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      ACCOUNT_ID,
      files.size,
      path,
      basename(path),
      size,
      mtimeMs,
      Date.now(),
      JSON.stringify(state),
      title,
      draft.privacy,
      JSON.stringify(draft),
      replaces,
    )
}

function start(limit: number | null): ChildProcess {
  const args = [
    program,
    join(folder, 'longshore.db'),
    demo.url,
    ACCOUNT_ID,
    limit === null ? '' : String(limit),
  ]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function killAtRandom(): Promise<void> {
  const child = start(BYTES_PER_SECOND)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (randomInt(10) > 0) await new Promise((resolve) => child.stdout?.once('data', resolve))
  await delay(randomInt(LONGEST_LIFE_MS))
  child.kill('SIGKILL')
  await ended
}

/** Lets the engine work in peace until it says that nothing is left. */
async function finish(): Promise<void> {
  const child = start(null)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('done')) resolve()
    })
    child.once('exit', () => {
      reject(new Error('the engine ended by itself'))
    })
  })
  child.kill('SIGKILL')
  await ended
}

it(`brings every video whole and once through ${String(KILLS)} SIGKILLs`, async () => {
  const seen = new Map<string, number>()
  for (let kills = 0; kills < KILLS; kills++) {
    while (store.idsInState(['queued', 'uploading', 'finishing']).length < FEWEST_WAITING) addFile()
    await killAtRandom()
    for (const name of ['uploading', 'finishing', 'processing'] as const) {
      if (store.idsInState([name]).length > 0) seen.set(name, (seen.get(name) ?? 0) + 1)
    }
  }
  await finish()

  // The signal has to have come in the middle of things, or this test tests nothing.
  expect(seen.get('uploading') ?? 0).toBeGreaterThan(KILLS / 4)
  const videos = await demo.control.videos()
  // Those whose files nobody replaced have none.
  const hashes = videos.flatMap(({ sha256 }) => sha256 ?? [])
  expect(videos).toHaveLength(hashes.length + olderVideos.length)
  expect([...hashes].sort()).toEqual([...files.values()].sort())
  for (const [id, sha256] of files) {
    const record = store.find(id)
    expect(record?.state.name).toBe('published')
    const uuid = record !== null && 'video' in record.state ? record.state.video?.uuid : undefined
    expect(videos.find((video) => video.uuid === uuid)?.sha256).toBe(sha256)
    expect(record?.sha256).toBe(sha256)
  }
  process.stdout.write(`${String(files.size)} files, seen under way: ${JSON.stringify([...seen])}\n`)
}, 600_000)
