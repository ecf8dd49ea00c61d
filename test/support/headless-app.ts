import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventName, EventPayload } from '@shared/ipc/contract'
import { MemoryVault } from '../../src/main/accounts'
import { createLongshore, type CoreHandlers, type Longshore } from '../../src/main/longshore'
import { FakeConnectivity } from './accounts'
import { systemClock } from '../../src/main/system/clock'
import { headlessMachine } from './headless-machine'

interface Person {
  username: string
  password: string
}

/** The whole app but its window, over a profile of its own. Its pickers and dialogs answer what is set here. */
export class HeadlessApp {
  /** What the next picker and the next save dialog answer. */
  pickedFile: string | null = null
  savedAs: string | null = null
  readonly connectivity = new FakeConnectivity()
  /** Milliseconds that timers come before their time: the system's own may, by one or two. */
  earlyMs = 0
  /** Milliseconds by which its clock is ahead. */
  aheadMs = 0
  longshore: Longshore
  accountId = ''
  /** The profile lies here, and what belongs to the test; gone when it is closed. */
  readonly folder = mkdtempSync(join(tmpdir(), 'longshore-app-'))
  private readonly vault = new MemoryVault()
  private readonly watchers = new Set<(name: EventName, payload: unknown) => void>()

  protected constructor() {
    this.longshore = this.create()
  }

  get handlers(): CoreHandlers {
    return this.longshore.handlers
  }

  async signIn(instanceUrl: string, person: Person): Promise<void> {
    const { accounts } = this.longshore
    const signedIn = await accounts.signIn({ ...person, instanceUrl, tokenStore: 'keychain', otp: null })
    if (signedIn.kind !== 'signed-in') throw new Error(`${person.username} was asked for a code`)
    this.accountId = signedIn.account.id
    await this.choices()
  }

  choices(): ReturnType<Longshore['accounts']['choices']> {
    return this.longshore.accounts.choices(this.accountId, true)
  }

  /** Resolves once it holds; looked at whenever the app tells its window something. */
  until(holds: () => boolean): Promise<void> {
    return holds() ? Promise.resolve() : this.told(holds)
  }

  /** Resolves at the next event, whatever it is. */
  tellsAnything(): Promise<void> {
    return this.told(() => true)
  }

  /** Resolves at the next event of this name that is as wanted. */
  tells<Name extends EventName>(name: Name, holds: (payload: EventPayload<Name>) => boolean): Promise<void> {
    return this.told((said, payload) => said === name && holds(payload as EventPayload<Name>))
  }

  async close(): Promise<void> {
    await this.longshore.shutdown()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** The app ends; `between` is done while it is not there; the app starts again. */
  protected async startAgain(between: () => void | Promise<void>): Promise<void> {
    await this.longshore.shutdown()
    await between()
    this.longshore = this.create()
    await this.longshore.startUp()
  }

  /** The window is told something; those that wait hear of it afterwards. */
  protected hear<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    for (const watcher of [...this.watchers]) watcher(name, payload)
  }

  private told(holds: (name: EventName, payload: unknown) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watcher = (name: EventName, payload: unknown): void => {
        if (!holds(name, payload)) return
        this.watchers.delete(watcher)
        resolve()
      }
      this.watchers.add(watcher)
    })
  }

  private create(): Longshore {
    return createLongshore(
      headlessMachine({
        folder: this.folder,
        vault: this.vault,
        connectivity: this.connectivity,
        clock: {
          ...systemClock,
          now: () => systemClock.now() + this.aheadMs,
          schedule: (ms, callback) => systemClock.schedule(Math.max(0, ms - this.earlyMs), callback),
        },
        publisher: {
          publish: (name, payload) => {
            this.hear(name, payload)
          },
        },
        pickFile: () => Promise.resolve(this.pickedFile),
        saveFile: () => Promise.resolve(this.savedAs),
      }),
    )
  }
}
