import { compareChannel, type ChannelFailure, waitsNow } from '@shared/channels/channel-edit'
import { AppError } from '@shared/errors'
import type { EditNote } from '@shared/library/edit'
import type { ChannelEditRecord } from '../../storage/channel-edits-table'
import type { Clock, Connectivity } from '../../uploads/ports'
import { verdictOf } from '../edits/verdict'
import type { ListsAccount, ListsAccounts } from '../lists-ports'
import type { Channels } from './channels'
import type { ChannelEditStore } from './edit-store'

export interface EditSenderDeps {
  store: ChannelEditStore
  channels: Channels
  accounts: ListsAccounts
  connectivity: Connectivity
  clock: Clock
  log: (message: string, error: unknown) => void
}

/** Sends saved forms of channels, one after the other for each account: compared with what is there before. */
export class ChannelEditSender {
  private readonly running = new Map<string, Promise<void>>()
  private readonly timers = new Map<string, () => void>()
  private isOpen = true

  constructor(private readonly deps: EditSenderDeps) {}

  /** What was being sent when the app ended is compared anew. */
  startUp(): void {
    const { store } = this.deps
    for (const { id, state } of store.table.all()) if (state.name === 'sending') store.turn(id, waitsNow())
    for (const account of this.deps.accounts.all()) this.wake(account)
  }

  async close(): Promise<void> {
    this.isOpen = false
    for (const cancel of this.timers.values()) cancel()
    await Promise.all(this.running.values())
  }

  wake(account: ListsAccount): void {
    this.drained(account).catch((error: unknown) => {
      this.deps.log('forms of channels could not be sent', error)
    })
  }

  /** What kept forms of this account waiting is over, as it seems. */
  comeBack(account: ListsAccount): void {
    const { store } = this.deps
    for (const { id, state } of store.table.ofAccount(account.id))
      if (state.name === 'waiting' && state.retryAt !== null) store.turn(id, waitsNow())
    this.wake(account)
  }

  /** Resolves when nothing is on its way. */
  async idle(accountId: string): Promise<void> {
    await this.running.get(accountId)
  }

  /** Resolves when nothing can be sent now any more. */
  async drained(account: ListsAccount): Promise<void> {
    while (this.next(account) !== null) await this.run(account)
    this.scheduleNext(account)
  }

  private run(account: ListsAccount): Promise<void> {
    const running = this.running.get(account.id)
    if (running !== undefined) return running
    const run = this.sendAll(account).finally(() => {
      this.running.delete(account.id)
    })
    this.running.set(account.id, run)
    return run
  }

  private async sendAll(account: ListsAccount): Promise<void> {
    // The caller has to know it as running first.
    await Promise.resolve()
    for (let edit = this.next(account); edit !== null; edit = this.next(account)) await this.send(edit)
  }

  private next(account: ListsAccount): ChannelEditRecord | null {
    const { accounts, connectivity, clock, store } = this.deps
    const isHere = accounts.find(account.id) === account && account.isSignedIn
    if (!this.isOpen || !isHere || !connectivity.online) return null
    const due = store.table
      .ofAccount(account.id)
      .find(({ state }) => state.name === 'waiting' && (state.retryAt ?? 0) <= clock.now())
    return due ?? null
  }

  private async send(edit: ChannelEditRecord): Promise<void> {
    const { store, clock } = this.deps
    const attempts = edit.state.name === 'waiting' ? edit.state.attempts : 0
    store.turn(edit.id, { name: 'sending', attempts })
    try {
      if (edit.channelId === null) await this.make(edit)
      else await this.change(edit, edit.channelId)
    } catch (error) {
      if (!this.isOpen) {
        store.turn(edit.id, waitsNow())
        return
      }
      const failure = refusalOf(error)
      const verdict = failure === null ? verdictOf(error, attempts, Math.random()) : null
      if (verdict?.kind === 'postpone') {
        const { note, delayMs } = verdict
        const retryAt = clock.now() + delayMs
        store.turn(edit.id, { name: 'waiting', note, attempts: attempts + 1, retryAt })
        return
      }
      if (failure === null) this.deps.log('the form of a channel could not be sent', error)
      const { status = null, detail = '' } = verdict?.failure ?? {}
      const other: ChannelFailure = { code: 'internal', reason: null, field: null, status, detail }
      // It has not arrived: one of its name that is there was there before.
      store.turn(edit.id, { name: 'failed', failure: failure ?? other }, false)
    }
  }

  private async change(edit: ChannelEditRecord, channelId: number): Promise<void> {
    const { channels, store } = this.deps
    const there = (await channels.onServer(edit.accountId)).find(({ id }) => id === channelId)
    if (there === undefined) throw new AppError('not-found', 'no such channel', { what: 'channel' })
    const { toSend, conflicts } = compareChannel(edit, there)
    if (conflicts.length > 0) {
      store.turn(edit.id, { name: 'conflict', fields: conflicts })
      return
    }
    if (Object.keys(toSend).length > 0)
      await channels.update(edit.accountId, channelId, toSend, edit.supportForVideos)
    store.delete([edit.id])
  }

  /** A lost answer is looked up: names are unique. */
  private async make({ id, accountId, name, changes, wasSent }: ChannelEditRecord): Promise<void> {
    const { channels, store } = this.deps
    const isThere = wasSent && (await channels.idOf(accountId, name)) !== null
    if (!isThere) {
      store.turn(id, { name: 'sending', attempts: 0 }, true)
      const { displayName = '', description = '', support = '' } = changes
      await channels.create(accountId, name, { displayName, description, support })
    }
    store.delete([id])
  }

  private scheduleNext({ id }: ListsAccount): void {
    const { store, clock, accounts } = this.deps
    const times = store.table
      .ofAccount(id)
      .flatMap(({ state }) => (state.name === 'waiting' && state.retryAt !== null ? [state.retryAt] : []))
    if (!this.isOpen || this.timers.has(id) || times.length === 0) return
    const delayMs = Math.max(Math.min(...times) - clock.now(), 0) + 1
    const cancel = clock.schedule(delayMs, () => {
      this.timers.delete(id)
      const account = accounts.find(id)
      if (account !== null) this.wake(account)
    })
    this.timers.set(id, cancel)
  }
}

/** Null: it is no refusal of what was sent. */
function refusalOf(error: unknown): ChannelFailure | null {
  if (!(error instanceof AppError) || !['server-refused', 'not-found'].includes(error.code)) return null
  const { reason, field, status, detail } = error.details
  return {
    code: error.code,
    reason: typeof reason === 'string' ? reason : null,
    field: typeof field === 'string' ? field : null,
    status: typeof status === 'number' ? status : null,
    detail: typeof detail === 'string' ? detail : '',
  }
}

/** Why forms of an account wait that were not tried. */
export function noteOf(account: ListsAccount | null): EditNote | null {
  return account?.isSignedIn === true ? null : 'signed-out'
}
