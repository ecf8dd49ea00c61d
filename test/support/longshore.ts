import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MethodInput, MethodName, MethodOutput } from '@shared/ipc/contract'
import type { Batch } from '@shared/library/batch'
import { startDemoInstance, type DemoInstance, type DemoInstanceOptions } from '../../src/demo-instance'
import type { CoreHandlers } from '../../src/main/longshore'
import { HeadlessApp } from './headless-app'

const GENEROUS = { max: 1_000_000, windowMs: 10_000 }

type CoreMethod = Extract<keyof CoreHandlers, MethodName>

interface DemoPlace {
  demo: DemoInstance
  folder: string
}

export type DemoOptions = Partial<DemoInstanceOptions>

/** An instance with so many videos that answers as often as it is asked. */
export async function startPlace(videos: number, options: DemoOptions): Promise<DemoPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-demo-'))
  const rateLimits = { api: GENEROUS, login: GENEROUS }
  const demo = await startDemoInstance({ dataDir: folder, rateLimits, ...options })
  if (videos > 0) demo.control.fill('demo', videos)
  return { folder, demo }
}

/** The whole app but its window, signed in to a demo instance of its own. */
export class LongshoreOnDemo extends HeadlessApp {
  readonly demo: DemoInstance

  protected constructor(private readonly place: DemoPlace) {
    super()
    this.demo = place.demo
  }

  static async open(videos = 0, options: DemoOptions = {}): Promise<LongshoreOnDemo> {
    const app = new LongshoreOnDemo(await startPlace(videos, options))
    await app.begin()
    return app
  }

  /** As the window calls it, without the window. */
  async call<Name extends CoreMethod>(name: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>> {
    const handler = this.handlers[name] as (
      input: MethodInput<Name>,
    ) => MethodOutput<Name> | Promise<MethodOutput<Name>>
    return handler(input)
  }

  /** Reads the whole library. */
  async sync(): Promise<void> {
    const done = this.tells('library.synced', ({ state }) => state !== 'running')
    await this.call('library.sync', { accountId: this.accountId })
    await done
  }

  /** A batch as soon as it holds. */
  async batch(id: string, holds: (batch: Batch) => boolean): Promise<Batch> {
    for (;;) {
      const change = this.tellsAnything()
      const batch = (await this.call('library.batches', {})).find((one) => one.id === id)
      if (batch !== undefined && holds(batch)) return batch
      await change
    }
  }

  override async close(): Promise<void> {
    await super.close()
    await this.demo.close()
    rmSync(this.place.folder, { recursive: true, force: true })
  }

  protected async begin(): Promise<void> {
    await this.longshore.startUp()
    await this.signIn(this.demo.url, this.demo.users.demo)
  }
}
