import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { build } from 'vite'
import { emptyDraft, type Draft } from '@shared/uploads/draft'
import { startDemoInstance, type DemoInstance } from '../../src/demo-instance'
import { openDatabase, type Database } from '../../src/main/storage/database'
import { UploadsTable } from '../../src/main/storage/uploads-table'
import { demoAccount } from '../support/engine-account'

export interface NewFile {
  bytes: number
  title: string
  /** The UUID of the video whose file it replaces. */
  replaces?: string | undefined
  draft?: Partial<Draft>
}

/** An engine in a process of its own that can be killed, on a database and against a demo instance that stay. */
export class KillBench {
  readonly store: UploadsTable
  private readonly accountId = randomUUID()
  private channelId = 0
  private position = 0

  private constructor(
    readonly folder: string,
    readonly demo: DemoInstance,
    readonly database: Database,
    private readonly program: string,
  ) {
    this.store = new UploadsTable(database)
  }

  static async open(maxChunkSize: number): Promise<KillBench> {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-kill-'))
    const rateLimits = {
      api: { max: 1_000_000, windowMs: 10_000 },
      login: { max: 100_000, windowMs: 10_000 },
    }
    const dataDir = join(folder, 'demo')
    const demo = await startDemoInstance({ dataDir, rateLimits, processingMs: 10, maxChunkSize })
    const database = openDatabase(join(folder, 'longshore.db'))
    const bench = new KillBench(folder, demo, database, await bundle(folder))
    await bench.addAccount()
    return bench
  }

  async close(): Promise<void> {
    this.database.close()
    await this.demo.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** A new file that waits in the queue. */
  add({ bytes, title, replaces, draft: change }: NewFile): { id: string; path: string; sha256: string } {
    const content = randomBytes(bytes)
    content.write('ftypisom', 4, 'latin1')
    const id = randomUUID()
    const path = join(this.folder, `${title}.mp4`)
    writeFileSync(path, content)
    const { size, mtimeMs } = statSync(path)
    const draft = { ...emptyDraft(title), channelId: this.channelId, waitTranscoding: false, ...change }
    const replaced =
      replaces === undefined ? null : JSON.stringify({ id: 0, uuid: replaces, shortUuid: '', title })
    const state = { name: 'queued', session: null, attempt: 0, notBefore: null, restartedBecause: null }
    const values = [id, this.accountId, ++this.position, path, basename(path), size, mtimeMs, Date.now()]
    this.database
      .prepare(
        `INSERT INTO uploads (id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, added_at,
           state_name, state, title, privacy, draft, replaces) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?)`,
      )
      .run(...values, JSON.stringify(state), title, draft.privacy, JSON.stringify(draft), replaced)
    return { id, path, sha256: createHash('sha256').update(content).digest('hex') }
  }

  /** The video of an upload. */
  videoOf(id: string): string | undefined {
    const state = this.store.find(id)?.state
    return state !== undefined && 'video' in state ? state.video?.uuid : undefined
  }

  /** `limit` in bytes per second; null: none. */
  start(limit: number | null): ChildProcess {
    const database = join(this.folder, 'longshore.db')
    const args = [this.program, database, this.demo.url, this.accountId, String(limit ?? '')]
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  }

  async kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  /** Lets the engine work in peace until it says that nothing is left. */
  async finish(): Promise<void> {
    const child = this.start(null)
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (text: Buffer) => {
        if (text.includes('done')) resolve()
      })
      child.once('exit', () => {
        reject(new Error('the engine ended by itself'))
      })
    })
    await this.kill(child)
  }

  private async addAccount(): Promise<void> {
    const account = await demoAccount(this.demo, this.accountId)
    this.channelId = account.channelId
    account.close()
    this.database
      .prepare(
        "INSERT INTO accounts VALUES (?, ?, 'Demo', '6.3.0', 'demo', '', 'signed-in', 'memory', 1, NULL, 0)",
      )
      .run(this.accountId, this.demo.url)
  }
}

/** One file, so that a child starts quickly two hundred times. */
async function bundle(folder: string): Promise<string> {
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
