import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Draft } from '@shared/uploads/draft'
import type { Session } from '@shared/uploads/upload'
import { startDemoInstance, type DemoInstance, type DemoInstanceOptions } from '../../src/demo-instance'
import type { UploadsDeps } from '../../src/main/uploads'
import type { Clock } from '../../src/main/uploads/ports'
import { TestEngine } from './engine'
import { demoAccount, type DemoAccount } from './engine-account'

/** Bytes that the demo instance takes for a video. */
export function videoBytes(bytes: number): Buffer {
  const content = randomBytes(bytes)
  content.write('ftypisom', 4, 'latin1')
  return content
}

export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** An engine signed in to a demo instance of its own. */
export class EngineOnDemo {
  private constructor(
    readonly demo: DemoInstance,
    readonly account: DemoAccount,
    readonly engine: TestEngine,
    private readonly dataDir: string,
  ) {}

  static async open(
    options: Partial<DemoInstanceOptions> = {},
    overrides: Partial<UploadsDeps> = {},
    wireClock?: Clock,
  ): Promise<EngineOnDemo> {
    const dataDir = mkdtempSync(join(tmpdir(), 'longshore-demo-'))
    const rateLimits = { api: { max: 1_000_000, windowMs: 10_000 }, login: { max: 1_000, windowMs: 10_000 } }
    const demo = await startDemoInstance({ dataDir, rateLimits, processingMs: 10, ...options })
    const account = await demoAccount(demo, undefined, wireClock)
    const engine = new TestEngine(overrides)
    engine.addAccount(account)
    engine.uploads.startUp()
    return new EngineOnDemo(demo, account, engine, dataDir)
  }

  async close(): Promise<void> {
    await this.engine.close()
    this.account.close()
    await this.demo.close()
    rmSync(this.dataDir, { recursive: true, force: true })
  }

  /** A file in the queue, with a channel. */
  async submit(content: Uint8Array, change: Partial<Draft> = {}): Promise<string> {
    const id = this.add(content, change)
    await this.engine.uploads.commands.submit([id])
    return id
  }

  add(content: Uint8Array, change: Partial<Draft> = {}): string {
    const path = this.engine.file(`clip ${randomBytes(4).toString('hex')}.mp4`, content)
    return this.engine.add(this.account.id, path, { channelId: this.account.channelId, ...change })
  }

  /** A file in the queue that takes the place of a video's own. */
  async replace(
    uuid: string,
    content: Uint8Array,
    name = `new ${randomBytes(4).toString('hex')}.mp4`,
  ): Promise<string> {
    const video = (await this.account.videos.find(uuid, new AbortController().signal))?.video
    const replaces = { ...(video ?? { id: 0, uuid, shortUuid: '' }), title: 'Harbour' }
    const id = this.engine.addReplacement(this.account.id, this.engine.file(name, content), replaces)
    await this.engine.uploads.commands.submit([id])
    return id
  }

  /** An upload that was paused when the instance had taken a first part of it; the line is slow until then. */
  async pausedHalfway(content: Uint8Array, firstBytes: number): Promise<string> {
    this.account.bandwidth.setLimit(firstBytes * 5)
    const id = await this.submit(content)
    await this.engine.until(() => (this.engine.store.find(id)?.acceptedBytes ?? 0) >= firstBytes)
    await this.engine.uploads.commands.pause([id])
    this.account.bandwidth.setLimit(null)
    return id
  }

  /** Of a paused upload. */
  sessionOf(id: string): Session {
    const state = this.engine.state(id)
    if (state.name !== 'paused' || state.session === null) throw new Error(`a session of ${state.name}`)
    return state.session
  }

  /** As if the session of a paused upload were another one. */
  changeSession(id: string, change: Partial<Session>): void {
    this.engine.store.write(id, {
      state: { name: 'paused', session: { ...this.sessionOf(id), ...change } },
    })
  }

  /** Every state that is stored from now on, as text. */
  watchStates(): () => string {
    const { database } = this.engine
    database.exec(`CREATE TEMP TABLE told (state TEXT); CREATE TEMP TRIGGER tell AFTER UPDATE OF state
      ON main.uploads BEGIN INSERT INTO told VALUES (new.state); END`)
    return () => JSON.stringify(database.prepare('SELECT state FROM told').all([]))
  }

  /** What was asked of the resumable routes, in the words of the protocol. */
  get exchanges(): string[] {
    return this.account.sent.map(({ method, headers }) =>
      `${method} ${headers['Content-Range'] ?? ''}`.trim(),
    )
  }

  /** The JSON bodies of the inits. */
  get inits(): string[] {
    const bodies = this.account.sent.filter(({ method }) => method === 'POST').map(({ body }) => body)
    return bodies.map((body) => (body instanceof Uint8Array ? Buffer.from(body).toString() : ''))
  }

  /** SHA-256 of every video on the instance. */
  async hashes(): Promise<(string | null)[]> {
    return (await this.demo.control.videos()).map((video) => video.sha256)
  }
}
