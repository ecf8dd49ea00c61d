import { AppError } from '@shared/errors'
import type { EditNote } from '@shared/library/edit'
import {
  compareForm,
  LIST_FORM_FIELDS,
  LIST_PICTURES,
  pickFields,
  picturesIn,
  waitsNow,
  type ListChanges,
  type ListFailure,
  type ListField,
  type ListKind,
  type ListPicture,
} from '@shared/library/list-form'
import { isLiveRefusal } from '@shared/live/live-refusals'
import type { ListFormRecord } from '../../storage/list-forms-table'
import type { Clock, Connectivity } from '../../uploads/ports'
import { verdictOf } from '../edits/verdict'
import type { ListsAccount, ListsAccounts } from '../lists-ports'
import type { FormKind } from './kinds'
import { makeNew } from './make'
import type { FormPictures } from './pictures'
import type { ListFormStore } from './store'

export interface FormSenderDeps {
  store: ListFormStore
  kinds: Readonly<Record<ListKind, FormKind>>
  accounts: ListsAccounts
  pictures: FormPictures
  connectivity: Connectivity
  clock: Clock
  log: (message: string, error: unknown) => void
}

/** Sends saved forms of channels, playlists and lives, one after the other for each account: compared with what is there before. */
export class FormSender {
  private readonly running = new Map<string, Promise<void>>()
  private readonly timers = new Map<string, () => void>()
  private isOpen = true

  constructor(private readonly deps: FormSenderDeps) {}

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
      this.deps.log('saved forms could not be sent', error)
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
    for (let form = this.next(account); form !== null; form = this.next(account)) await this.send(form)
  }

  private next(account: ListsAccount): ListFormRecord | null {
    const { accounts, connectivity, clock, store } = this.deps
    const isHere = accounts.find(account.id) === account && account.isSignedIn
    if (!this.isOpen || !isHere || !connectivity.online) return null
    const due = store.table
      .ofAccount(account.id)
      .find(({ state }) => state.name === 'waiting' && (state.retryAt ?? 0) <= clock.now())
    return due ?? null
  }

  private async send(form: ListFormRecord): Promise<void> {
    const { store, clock } = this.deps
    const attempts = form.state.name === 'waiting' ? form.state.attempts : 0
    store.turn(form.id, { name: 'sending', attempts })
    try {
      if (form.target === null) await makeNew(form, this.deps.kinds[form.of], store)
      else if (form.deletes !== null) await this.remove(form, form.target, form.deletes.videos)
      else await this.changeInTurn(form, form.target)
      this.deps.pictures.sweep(picturesIn(form.changes).map(({ file }) => file))
    } catch (error) {
      if (!this.isOpen) {
        store.turn(form.id, waitsNow())
        return
      }
      const failure = refusalOf(error)
      const verdict = failure === null ? verdictOf(error, attempts, Math.random()) : null
      if (verdict?.kind === 'postpone') {
        const { note, delayMs } = verdict
        const retryAt = clock.now() + delayMs
        store.turn(form.id, { name: 'waiting', note, attempts: attempts + 1, retryAt })
        return
      }
      if (failure === null) this.deps.log('a saved form could not be sent', error)
      const { status = null, detail = '' } = verdict?.failure ?? {}
      const code = verdict?.failure.code === 'file-missing' ? 'file-unreadable' : 'internal'
      const other: ListFailure = { code, reason: null, field: null, status, detail }
      // It has not arrived: one of its name that is there was there before.
      store.turn(form.id, { name: 'failed', failure: failure ?? other }, null)
    }
  }

  private changeInTurn({ id, of, accountId }: ListFormRecord, target: string): Promise<void> {
    const { kinds, store } = this.deps
    return kinds[of].alone(accountId, target, async () => {
      // What was seen may be said anew by what had its turn before.
      const form = store.table.find(id)
      if (form !== null) await this.change(form, target)
    })
  }

  private async change(form: ListFormRecord, target: string): Promise<void> {
    const { kinds, store } = this.deps
    const kind = kinds[form.of]
    const there = await kind.fieldsOf(form.accountId, target)
    if (there === null) throw new AppError('not-found', `no such ${form.of}`, { what: form.of })
    const { toSend, conflicts } = compareForm(form, there)
    if (conflicts.length > 0) {
      // The window shows the instance's pictures beside the person's.
      if (conflicts.some(({ field }) => isPicture(field))) await this.rereadQuietly(form)
      store.turn(form.id, { name: 'conflict', fields: conflicts })
      return
    }
    const fields = LIST_FORM_FIELDS[form.of].filter((field) => toSend[field] !== undefined)
    const texts = pickFields(
      toSend,
      fields.filter((field) => !isPicture(field)),
    )
    if (Object.keys(texts).length > 0) await kind.update(form, target, texts, there)
    for (const field of fields.filter(isPicture)) {
      const file = toSend[field]
      const bytes = typeof file === 'object' && file !== null ? await this.deps.pictures.read(file) : null
      await kind.setPicture(form.accountId, target, field, bytes)
      this.arrived(form.id, field)
      // Before what may take its time: until then the window may still show it.
      if (typeof file === 'object' && file !== null) this.deps.pictures.sweep([file])
      await this.rereadQuietly(form)
    }
    store.delete([form.id])
  }

  /** A picture can't be told from another one: what has arrived is not compared again. */
  private arrived(id: string, field: ListPicture): void {
    const { store } = this.deps
    const form = store.table.find(id)
    if (form === null) return
    const without = (changes: ListChanges): ListChanges => ({ ...changes, [field]: undefined })
    store.put({ ...form, changes: without(form.changes), base: without(form.base) })
  }

  /** Never more than the person was told. */
  private async remove(form: ListFormRecord, target: string, told: number): Promise<void> {
    const { kinds, store } = this.deps
    const kind = kinds[form.of]
    const isKnown = kind.known(form.accountId).some((one) => one.target === target)
    if (isKnown) {
      const held = await kind.videosOf(form.accountId, target)
      if (held !== null && held > told)
        throw new AppError('server-refused', 'more videos', { reason: 'more-videos' })
      await kind.delete(form.accountId, target)
    }
    store.delete([form.id])
  }

  /** What was asked for is done: a copy that could not be read again is read by the next sync. */
  private rereadQuietly({ of, accountId }: ListFormRecord): Promise<void> {
    return this.deps.kinds[of].reread(accountId).catch(() => undefined)
  }

  private scheduleNext({ id }: ListsAccount): void {
    const { store, clock, accounts } = this.deps
    const now = clock.now()
    // What is due by now and was not taken waits for the network or a sign-in, which wake it.
    const times = store.table
      .ofAccount(id)
      .flatMap(({ state }) => (state.name === 'waiting' ? [state.retryAt ?? 0] : []))
      .filter((at) => at > now)
    if (!this.isOpen || this.timers.has(id) || times.length === 0) return
    const delayMs = Math.min(...times) - now + 1
    const cancel = clock.schedule(delayMs, () => {
      this.timers.delete(id)
      const account = accounts.find(id)
      if (account !== null) this.wake(account)
    })
    this.timers.set(id, cancel)
  }
}

/** Null: it is no refusal of what was sent. */
function refusalOf(error: unknown): ListFailure | null {
  if (!(error instanceof AppError)) return null
  if (!['server-refused', 'not-found'].includes(error.code) && !isLiveRefusal(error.code)) return null
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

function isPicture(field: ListField): field is ListPicture {
  return (LIST_PICTURES as readonly ListField[]).includes(field)
}
