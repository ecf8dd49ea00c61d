import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventName, EventPayload, MethodInput, MethodName, MethodOutput } from '@shared/ipc/contract'
import type { Batch } from '@shared/library/batch'
import { startDemoInstance, type DemoInstance } from '../../src/demo-instance'
import { createLongshore, type CoreHandlers, type Longshore } from '../../src/main/longshore'
import { headlessMachine } from './headless-machine'

const GENEROUS = { max: 1_000_000, windowMs: 10_000 }

type CoreMethod = Extract<keyof CoreHandlers, MethodName>

/** The whole app but its window, signed in to a demo instance of its own. */
export class LongshoreOnDemo {
  /** What the next picker and the next save dialog answer. */
  pickedFile: string | null = null
  savedAs: string | null = null
  accountId = ''
  private readonly watchers = new Set<(name: EventName, payload: unknown) => void>()
  private readonly longshore: Longshore

  private constructor(
    readonly demo: DemoInstance,
    private readonly folder: string,
  ) {
    this.longshore = this.build()
  }

  static async open(): Promise<LongshoreOnDemo> {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-whole-'))
    const rateLimits = { api: GENEROUS, login: GENEROUS }
    const demo = await startDemoInstance({ dataDir: join(folder, 'demo'), rateLimits })
    const app = new LongshoreOnDemo(demo, folder)
    await app.longshore.startUp()
    const person = { ...demo.users.demo, otp: null, tokenStore: 'memory' as const }
    const signedIn = await app.longshore.accounts.signIn({ ...person, instanceUrl: demo.url })
    if (signedIn.kind !== 'signed-in') throw new Error('the sign-in failed')
    app.accountId = signedIn.account.id
    await app.longshore.accounts.choices(app.accountId, true)
    return app
  }

  /** As the window calls it, without the window. */
  async call<Name extends CoreMethod>(name: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>> {
    const handler = this.longshore.handlers[name] as (
      input: MethodInput<Name>,
    ) => MethodOutput<Name> | Promise<MethodOutput<Name>>
    return handler(input)
  }

  /** Reads the whole library. */
  async sync(): Promise<void> {
    const done = this.until('library.synced', ({ state }) => state !== 'running')
    await this.call('library.sync', { accountId: this.accountId })
    await done
  }

  /** A batch as soon as it holds. */
  async batch(id: string, holds: (batch: Batch) => boolean): Promise<Batch> {
    for (;;) {
      const change = this.next()
      const batch = (await this.call('library.batches', {})).find((one) => one.id === id)
      if (batch !== undefined && holds(batch)) return batch
      await change
    }
  }

  until<Name extends EventName>(name: Name, holds: (payload: EventPayload<Name>) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watcher = (said: EventName, payload: unknown): void => {
        if (said !== name || !holds(payload as EventPayload<Name>)) return
        this.watchers.delete(watcher)
        resolve()
      }
      this.watchers.add(watcher)
    })
  }

  async close(): Promise<void> {
    await this.longshore.shutdown()
    await this.demo.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Any event at all. */
  private next(): Promise<void> {
    return new Promise((resolve) => {
      const watcher = (): void => {
        this.watchers.delete(watcher)
        resolve()
      }
      this.watchers.add(watcher)
    })
  }

  private build(): Longshore {
    return createLongshore(
      headlessMachine({
        folder: this.folder,
        publisher: {
          publish: (name, payload) => {
            for (const watcher of [...this.watchers]) watcher(name, payload)
          },
        },
        pickFile: () => Promise.resolve(this.pickedFile),
        saveFile: () => Promise.resolve(this.savedAs),
      }),
    )
  }
}
