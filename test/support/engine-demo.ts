import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Draft } from '@shared/uploads/draft'
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
