import { randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import type { ChangeCounts, ChangeRow, ChangeState } from '@shared/library/change'
import {
  resolveForm,
  waitsNow,
  type ListChanges,
  type ListChoices,
  type ListForm,
  type ListKind,
  type ListPicture,
  type ListOutcome,
} from '@shared/library/list-form'
import type { ListFormRecord } from '../../storage/list-forms-table'
import { NO_CHANGES, type ChangeSource } from '../changes/source'
import type { ListsAccounts } from '../lists-ports'
import type { FormKind } from './kinds'
import { arrivedOf, changesOf, filesOf, without } from './merge'
import type { FormPictures } from './pictures'
import { namesakesOf } from './make'
import { noteOf, type FormSender } from './sender'
import type { ListFormStore } from './store'

export interface FormOutboxDeps {
  store: ListFormStore
  sender: FormSender
  kinds: Readonly<Record<ListKind, FormKind>>
  accounts: ListsAccounts
  pictures: FormPictures
  now: () => number
}

/** A form as the person saved it. */
export interface SavedForm {
  of: ListKind
  accountId: string
  /** As `ListForm.target`; null: it is to be made. */
  target: string | null
  /** Of a channel that is to be made. */
  name: string
  /** All of its kind when it is to be made; pictures are saved by themselves. */
  fields: ListChanges
  /** What the form showed before anything was typed. */
  seen: ListChanges
  supportForVideos: boolean
  /** A form of something new that is saved once more; null: none. */
  formId: string | null
}

/** What a form is about that is there already. */
export interface FormPlace {
  of: ListKind
  accountId: string
  /** As `ListForm.target`. */
  target: string
}

type NewForm = Omit<ListFormRecord, 'seq'> & { seq?: number }

/** Forms of channels, playlists and lives: saved first, then sent, compared with what is there before anything is overwritten. */
export class FormOutbox implements ChangeSource {
  constructor(private readonly deps: FormOutboxDeps) {}

  /** As the window sees them. */
  forms(of: ListKind): ListForm[] {
    return this.all().filter((form) => form.of === of)
  }

  /**
   * Resolves with what became of it, and to what it is about as far as it is there. Rejects with the refusal of an
   * instance that was asked at once: the form is not kept here then.
   */
  async save(saved: SavedForm): Promise<{ outcome: ListOutcome; target: string | null }> {
    const { kinds, sender, store } = this.deps
    // What is on its way stays as it is.
    await sender.idle(saved.accountId)
    const before = this.openOf(saved)
    if (before?.deletes != null) throw new AppError('not-allowed-now', `this ${saved.of} is to be deleted`)
    const form = this.merged(saved, before)
    if (form === null) {
      if (before !== null) store.delete([before.id])
      return { outcome: 'arrived', target: saved.target }
    }
    const there = new Set(kinds[saved.of].known(saved.accountId).map(({ target }) => target))
    const outcome = await this.send(form, before)
    if (outcome !== 'arrived' || saved.target !== null) return { outcome, target: saved.target }
    const made = namesakesOf(form, kinds[saved.of]).find(({ target }) => !there.has(target))
    return { outcome, target: made?.target ?? null }
  }

  /**
   * A new picture, compared with the one that the person saw; null takes it away. As `save`; rejects with
   * `unsupported-picture`, `picture-too-large`, `disk-full` too.
   */
  async savePicture(place: FormPlace, field: ListPicture, bytes: Uint8Array | null): Promise<ListOutcome> {
    const { of, accountId } = place
    const save = async (picture: ListChanges[ListPicture]): Promise<ListOutcome> => {
      await this.deps.sender.idle(accountId)
      const seen = this.known(place).pictures
      const common = { name: '', supportForVideos: false, formId: null }
      return (await this.save({ ...place, ...common, fields: { [field]: picture }, seen })).outcome
    }
    if (bytes === null) return save(null)
    const { fileName } = this.deps.kinds[of].checkPicture(accountId, field, bytes)
    return this.deps.pictures.keep(fileName, bytes, save)
  }

  /** With what goes along. What waited before is sent no more, and waits again when the deletion is taken back. */
  async delete(place: FormPlace, videos: number): Promise<ListOutcome> {
    await this.deps.sender.idle(place.accountId)
    const before = this.openOf({ ...place, formId: null })
    const { name, title } = this.known(place)
    const blank = { changes: {}, base: {}, supportForVideos: false, createdAt: this.deps.now() }
    const form: ListForm = {
      ...blank,
      ...(before ?? { id: randomUUID() }),
      ...place,
      name,
      title,
      state: waitsNow(),
      deletes: { videos },
      changedAt: this.deps.now(),
    }
    return this.send({ ...form, sentBeside: null }, before)
  }

  /** Throws `not-allowed-now` when it is in no conflict. */
  resolve(id: string, choices: ListChoices): void {
    const { store } = this.deps
    const form = store.table.find(id)
    if (form?.state.name !== 'conflict') throw new AppError('not-allowed-now', 'this form is in no conflict')
    const next = resolveForm(form, choices)
    if (Object.keys(next.changes).length === 0) store.delete([id])
    else store.put(next)
    this.letGo([form])
    this.wake([form])
  }

  /** What it was about was deleted from here: nothing of it is left that could be changed. */
  targetWasDeleted({ of, accountId, target }: FormPlace): void {
    const gone = this.openOf({ of, accountId, target, formId: null })
    if (gone !== null) this.deps.store.delete([gone.id])
  }

  counts(accountId: string | null): ChangeCounts {
    const counts = { ...NO_CHANGES }
    for (const form of this.deps.store.table.all())
      if (accountId === null || form.accountId === accountId) counts[form.state.name] += 1
    return counts
  }

  page(states: readonly ChangeState[], offset: number, limit: number): ChangeRow[] {
    return this.all()
      .filter(({ state }) => states.includes(state.name))
      .slice(offset, offset + limit)
      .map((row) => ({ of: 'form', row }))
  }

  idsIn(state: 'failed' | 'waiting'): string[] {
    return this.all().flatMap((form) => (form.state.name === state ? [form.id] : []))
  }

  retry(ids: readonly string[]): Promise<number> {
    const { store } = this.deps
    const tried = this.some(ids).filter(({ state }) => state.name === 'failed' || state.name === 'waiting')
    for (const { id } of tried) store.turn(id, waitsNow())
    this.wake(tried)
    return Promise.resolve(tried.length)
  }

  revoke(ids: readonly string[]): Promise<number> {
    const { store } = this.deps
    const taken = this.some(ids).filter(({ state }) => state.name !== 'sending')
    for (const form of taken) {
      // What was typed before the deletion waits again.
      if (form.deletes !== null && Object.keys(form.changes).length > 0)
        store.put({ ...form, deletes: null, state: waitsNow() })
      else store.delete([form.id])
    }
    this.letGo(taken)
    this.wake(taken)
    return Promise.resolve(taken.length)
  }

  /** Saved first, then sent as far as that can be. Rejects with a refusal; what waited before goes on waiting then. */
  private async send(form: NewForm, before: ListFormRecord | null): Promise<ListOutcome> {
    const { accounts, sender, store, pictures } = this.deps
    const account = accounts.find(form.accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    return pictures.during(filesOf(before), async () => {
      store.put(form)
      await sender.drained(account)
      return this.outcomeOf(form, before)
    })
  }

  private letGo(forms: readonly ListFormRecord[]): void {
    this.deps.pictures.sweep(forms.flatMap(filesOf))
  }

  private all(): ListForm[] {
    return this.deps.store.table.all().map((form) => this.shown(form))
  }

  private some(ids: readonly string[]): ListFormRecord[] {
    return ids.flatMap((id) => this.deps.store.table.find(id) ?? [])
  }

  private wake(forms: readonly ListFormRecord[]): void {
    const { accounts, sender } = this.deps
    for (const accountId of new Set(forms.map((form) => form.accountId))) {
      const account = accounts.find(accountId)
      if (account !== null) sender.wake(account)
    }
  }

  private openOf(place: Pick<SavedForm, 'of' | 'accountId' | 'target' | 'formId'>): ListFormRecord | null {
    const { of, accountId, target, formId } = place
    const all = this.deps.store.table.ofAccount(accountId).filter((form) => form.of === of)
    if (target !== null) return all.find((form) => form.target === target) ?? null
    return all.find((form) => form.id === formId && form.target === null) ?? null
  }

  /** With what waited before; null: nothing is left to change. Throws `not-found`. */
  private merged(saved: SavedForm, before: ListFormRecord | null): NewForm | null {
    const { of, accountId, target } = saved
    const { changes, base } = changesOf(saved, before)
    if (Object.keys(changes).length === 0) return null
    const known = target === null ? null : this.known({ of, accountId, target })
    const name = known?.name ?? saved.name
    const title = known?.title ?? saved.fields.displayName?.trim() ?? ''
    const isSameName = before !== null && (of === 'channel' ? before.name === name : before.title === title)
    return {
      id: before?.id ?? randomUUID(),
      ...(before === null ? {} : { seq: before.seq }),
      of,
      accountId,
      target,
      name,
      title,
      state: waitsNow(),
      changes,
      base,
      deletes: null,
      supportForVideos:
        saved.supportForVideos || (before?.supportForVideos === true && changes.support !== undefined),
      sentBeside: isSameName ? before.sentBeside : null,
      createdAt: before?.createdAt ?? this.deps.now(),
      changedAt: this.deps.now(),
    }
  }

  private known({ of, accountId, target }: FormPlace) {
    const known = this.deps.kinds[of].known(accountId).find((one) => one.target === target)
    if (known === undefined) throw new AppError('not-found', `no such ${of}`, { what: of })
    return known
  }

  private outcomeOf(form: NewForm, before: ListFormRecord | null): ListOutcome {
    const { store } = this.deps
    const left = store.table.find(form.id)
    if (left === null) return 'arrived'
    // It is made: what is left to be said of it stands beside it.
    if (form.target === null && left.target !== null) return 'arrived'
    if (left.state.name === 'conflict') return 'conflict'
    if (left.state.name !== 'failed') return 'waits'
    // Said at the form, where it can be mended: what waited before goes on waiting.
    const rest = before === null ? null : without(before, arrivedOf(form.changes, left.changes))
    if (rest === null) store.delete([form.id])
    else store.put(rest)
    const { code, ...details } = left.state.failure
    throw new AppError(code, `the form of a ${left.of} was refused`, details)
  }

  private shown({ seq: _seq, sentBeside: _sentBeside, ...form }: ListFormRecord): ListForm {
    const { state } = form
    if (state.name !== 'waiting' || state.note !== null) return form
    return { ...form, state: { ...state, note: noteOf(this.deps.accounts.find(form.accountId)) } }
  }
}
