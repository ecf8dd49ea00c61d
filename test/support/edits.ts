import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Editable, EditStateName, VideoChanges, VideoEdit } from '@shared/library/edit'
import type { EventName, EventPayload } from '@shared/ipc/contract'
import { startDemoInstance, type DemoInstance, type DemoInstanceOptions } from '../../src/demo-instance'
import { MemoryVault } from '../../src/main/accounts'
import { createLongshore, type CoreHandlers, type Longshore } from '../../src/main/longshore'
import { openDatabase, type Database } from '../../src/main/storage/database'
import { headlessMachine } from './headless-machine'
import { FakeConnectivity } from './accounts'

const GENEROUS = { max: 1_000_000, windowMs: 10_000 }

export type ShownVideo = Record<string, unknown>

/** The whole app but its window, signed in to a demo instance, with a library that was read in full. */
export class EditsOnDemo {
  connectivity = new FakeConnectivity()
  pickedFile: string | null = null
  readonly heard: EventName[] = []
  readonly troubles: unknown[] = []
  private readonly vault = new MemoryVault()
  private readonly watchers = new Set<() => void>()
  longshore: Longshore
  accountId = ''

  private constructor(
    readonly demo: DemoInstance,
    readonly folder: string,
  ) {
    this.longshore = this.create()
  }

  static async open(videos: number, options: Partial<DemoInstanceOptions> = {}): Promise<EditsOnDemo> {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-edits-'))
    const rateLimits = { api: GENEROUS, login: GENEROUS }
    const demo = await startDemoInstance({ dataDir: join(folder, 'demo'), rateLimits, ...options })
    if (videos > 0) demo.control.fill('demo', videos)
    const bench = new EditsOnDemo(demo, folder)
    await bench.longshore.startUp()
    await bench.signIn()
    await bench.sync()
    return bench
  }

  get handlers(): CoreHandlers {
    return this.longshore.handlers
  }

  async signIn(): Promise<void> {
    const { accounts } = this.longshore
    const instanceUrl = this.demo.url
    const signedIn = await accounts.signIn({
      ...this.demo.users.demo,
      instanceUrl,
      tokenStore: 'keychain',
      otp: null,
    })
    if (signedIn.kind !== 'signed-in') throw new Error('the sign-in failed')
    this.accountId = signedIn.account.id
    await accounts.choices(this.accountId, true)
  }

  async sync(): Promise<void> {
    this.longshore.library.sync(this.accountId)
    await this.until(() => this.longshore.library.status().every(({ state }) => state === 'done'))
  }

  async uuids(): Promise<string[]> {
    return (await this.demo.control.videos()).map(({ uuid }) => uuid)
  }

  /** As its owner sees it on the instance. */
  async onServer(uuid: string): Promise<ShownVideo> {
    return (await (await this.ask('GET', uuid, null)).json()) as ShownVideo
  }

  /** Somebody else changes the video. */
  async changeOnServer(uuid: string, body: ShownVideo): Promise<void> {
    await this.ask('PUT', uuid, JSON.stringify(body))
  }

  async deleteOnServer(uuid: string): Promise<void> {
    await this.ask('DELETE', uuid, null)
  }

  editable(uuid: string): Promise<Editable> {
    return Promise.resolve(this.handlers['library.editable']({ accountId: this.accountId, uuid }))
  }

  /** Types these values over what the form shows. */
  async type(uuid: string, changes: VideoChanges, base: VideoChanges = {}) {
    await this.editable(uuid)
    return this.handlers['library.hold']({ accountId: this.accountId, uuid, changes, base })
  }

  /** Types and asks to send; the edit's id. */
  async save(uuid: string, changes: VideoChanges, base: VideoChanges = {}): Promise<string> {
    await this.type(uuid, changes, base)
    return this.send(uuid)
  }

  async send(uuid: string): Promise<string> {
    const saved = await this.handlers['library.save']({ accountId: this.accountId, uuid })
    if (saved.editId === null) throw new Error(`not saved: ${JSON.stringify(saved.problems)}`)
    return saved.editId
  }

  edit(editId: string): VideoEdit {
    return this.longshore.edits.outbox.edit(editId)
  }

  /** Resolves when the edit is in this state; rejects when it ends in another one. */
  async reaches(editId: string, name: EditStateName): Promise<VideoEdit> {
    const ends: EditStateName[] = ['done', 'failed', 'conflict', 'refused']
    const isThere = (): boolean => {
      const { state } = this.edit(editId)
      return state.name === name || ends.includes(state.name)
    }
    await this.until(isThere)
    const edit = this.edit(editId)
    if (edit.state.name !== name) throw new Error(JSON.stringify(edit.state))
    return edit
  }

  /** Looked at whenever the app tells its window something. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve()
    return new Promise((resolve) => {
      const watcher = (): void => {
        if (!holds()) return
        this.watchers.delete(watcher)
        resolve()
      }
      this.watchers.add(watcher)
    })
  }

  /** The app ends; `between` looks at what lies on the disk; the app starts again. */
  async restart(between: (database: Database) => void | Promise<void> = () => undefined): Promise<void> {
    await this.longshore.shutdown()
    const database = openDatabase(join(this.folder, 'profile', 'longshore.db'))
    await between(database)
    database.close()
    this.longshore = this.create()
    await this.longshore.startUp()
  }

  async close(): Promise<void> {
    await this.longshore.shutdown()
    await this.demo.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private async ask(method: string, uuid: string, body: string | null): Promise<Response> {
    const account = this.longshore.accounts.directory.get(this.accountId)
    const token = await account.session.accessToken()
    const answer = await fetch(`${this.demo.url}/api/v1/videos/${uuid}`, {
      method,
      headers: { Authorization: `Bearer ${String(token)}`, 'Content-Type': 'application/json' },
      body,
    })
    if (!answer.ok) throw new Error(await answer.text())
    return answer
  }

  private hear<Name extends EventName>(name: Name, _payload: EventPayload<Name>): void {
    this.heard.push(name)
    for (const watcher of [...this.watchers]) watcher()
  }

  private create(): Longshore {
    const warn = (_area: string, _message: string, error: unknown): void => {
      this.troubles.push(error)
    }
    return createLongshore(
      headlessMachine({
        folder: join(this.folder, 'profile'),
        vault: this.vault,
        connectivity: this.connectivity,
        publisher: {
          publish: (name, payload) => {
            this.hear(name, payload)
          },
        },
        log: { info: () => undefined, warn, error: warn, tail: () => [] },
        pickFile: () => Promise.resolve(this.pickedFile),
        downloadsFolder: () => join(this.folder, 'downloads'),
      }),
    )
  }
}
