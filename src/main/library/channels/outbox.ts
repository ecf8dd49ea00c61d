import { randomUUID } from 'node:crypto'
import type { ChannelTexts } from '@shared/channels/channel'
import {
  CHANNEL_TEXT_FIELDS,
  isSameText,
  resolveChannel,
  waitsNow,
  type ChannelChanges,
  type ChannelChoices,
  type ChannelEdit,
  type ChannelOutcome,
} from '@shared/channels/channel-edit'
import { AppError } from '@shared/errors'
import type { ChangeCounts, ChangeRow, ChangeState } from '@shared/library/change'
import type { ChannelEditRecord } from '../../storage/channel-edits-table'
import { NO_CHANGES, type ChangeSource } from '../changes/source'
import type { ListsAccounts } from '../lists-ports'
import type { Channels } from './channels'
import { noteOf, type ChannelEditSender } from './edit-sender'
import type { ChannelEditStore } from './edit-store'

export interface ChannelOutboxDeps {
  store: ChannelEditStore
  sender: ChannelEditSender
  channels: Channels
  accounts: ListsAccounts
  now: () => number
}

/** A form as the person saved it. */
export interface SavedForm {
  accountId: string
  /** Null: the channel is to be made. */
  channelId: number | null
  /** Of a channel that is to be made. */
  name: string
  texts: ChannelTexts
  /** What the form showed before anything was typed. */
  seen: ChannelTexts
  supportForVideos: boolean
  /** A form of a new channel that is saved once more; null: none. */
  editId: string | null
}

/** Forms of channels: saved first, then sent, compared with what is there before anything is overwritten. */
export class ChannelOutbox implements ChangeSource {
  constructor(private readonly deps: ChannelOutboxDeps) {}

  /** As the window sees them. */
  edits(): ChannelEdit[] {
    return this.deps.store.table.all().map((edit) => this.shown(edit))
  }

  /** Rejects with the refusal of an instance that was asked at once: the form is not kept here then. */
  async save(form: SavedForm): Promise<ChannelOutcome> {
    const { accounts, sender, store } = this.deps
    const account = accounts.find(form.accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    // What is on its way stays as it is.
    await sender.idle(form.accountId)
    const before = this.openOf(form)
    const edit = this.merged(form, before)
    if (edit === null) {
      if (before !== null) store.delete([before.id])
      return { outcome: 'arrived', channelId: form.channelId }
    }
    store.put(edit)
    await sender.drained(account)
    return this.outcomeOf(edit, before)
  }

  /** Throws `not-allowed-now` when it is in no conflict. */
  resolve(id: string, choices: ChannelChoices): void {
    const { store } = this.deps
    const edit = store.table.find(id)
    if (edit?.state.name !== 'conflict') throw new AppError('not-allowed-now', 'this form is in no conflict')
    const next = resolveChannel(edit, choices)
    if (Object.keys(next.changes).length === 0) store.delete([id])
    else store.put({ ...edit, ...next })
    this.wake([edit])
  }

  counts(accountId: string | null): ChangeCounts {
    const counts = { ...NO_CHANGES }
    for (const edit of this.deps.store.table.all())
      if (accountId === null || edit.accountId === accountId) counts[edit.state.name] += 1
    return counts
  }

  page(states: readonly ChangeState[], offset: number, limit: number): ChangeRow[] {
    return this.edits()
      .filter(({ state }) => states.includes(state.name))
      .slice(offset, offset + limit)
      .map((row) => ({ of: 'channel', row }))
  }

  idsIn(state: 'failed' | 'waiting'): string[] {
    return this.edits().flatMap((edit) => (edit.state.name === state ? [edit.id] : []))
  }

  retry(ids: readonly string[]): Promise<number> {
    const { store } = this.deps
    const tried = this.some(ids).filter(({ state }) => state.name === 'failed' || state.name === 'waiting')
    for (const { id } of tried) store.turn(id, waitsNow())
    this.wake(tried)
    return Promise.resolve(tried.length)
  }

  revoke(ids: readonly string[]): Promise<number> {
    const taken = this.some(ids).filter(({ state }) => state.name !== 'sending')
    this.deps.store.delete(taken.map(({ id }) => id))
    return Promise.resolve(taken.length)
  }

  private some(ids: readonly string[]): ChannelEditRecord[] {
    return ids.flatMap((id) => this.deps.store.table.find(id) ?? [])
  }

  private wake(edits: readonly ChannelEditRecord[]): void {
    const { accounts, sender } = this.deps
    for (const accountId of new Set(edits.map((edit) => edit.accountId))) {
      const account = accounts.find(accountId)
      if (account !== null) sender.wake(account)
    }
  }

  private openOf({ accountId, channelId, editId }: SavedForm): ChannelEditRecord | null {
    const all = this.deps.store.table.ofAccount(accountId)
    if (channelId !== null) return all.find((edit) => edit.channelId === channelId) ?? null
    return all.find((edit) => edit.id === editId && edit.channelId === null) ?? null
  }

  /** With what waited before; null: nothing is left to change. Throws `not-found`. */
  private merged(form: SavedForm, before: ChannelEditRecord | null) {
    const { accountId, channelId, texts, seen, supportForVideos } = form
    const changes: ChannelChanges = { ...before?.changes }
    const base: ChannelChanges = { ...before?.base }
    for (const field of CHANNEL_TEXT_FIELDS) {
      if (channelId !== null && isSameText(field, texts[field], seen[field])) continue
      changes[field] = texts[field]
      base[field] ??= seen[field]
      if (channelId === null || !isSameText(field, texts[field], base[field])) continue
      // Set back to what was seen: no change any more.
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the field is one of three
      delete changes[field]
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- as above
      delete base[field]
    }
    if (Object.keys(changes).length === 0) return null
    const known = channelId === null ? null : this.known(accountId, channelId)
    return {
      id: before?.id ?? randomUUID(),
      ...(before === null ? {} : { seq: before.seq }),
      accountId,
      channelId,
      name: known?.name ?? form.name,
      title: known?.displayName ?? texts.displayName.trim(),
      state: waitsNow(),
      changes,
      base,
      supportForVideos:
        supportForVideos || (before?.supportForVideos === true && changes.support !== undefined),
      wasSent: before?.wasSent === true && before.name === form.name,
      createdAt: before?.createdAt ?? this.deps.now(),
    }
  }

  private known(accountId: string, channelId: number) {
    const row = this.deps.channels.list().find((one) => one.accountId === accountId && one.id === channelId)
    if (row === undefined) throw new AppError('not-found', 'no such channel', { what: 'channel' })
    return row
  }

  private outcomeOf(
    { id, accountId, channelId, name }: Pick<ChannelEditRecord, 'id' | 'accountId' | 'channelId' | 'name'>,
    before: ChannelEditRecord | null,
  ): ChannelOutcome {
    const { store, channels } = this.deps
    const left = store.table.find(id)
    if (left === null) {
      const made = channels.list().find((row) => row.accountId === accountId && row.name === name)
      return { outcome: 'arrived', channelId: channelId ?? made?.id ?? null }
    }
    if (left.state.name === 'conflict') return { outcome: 'conflict', channelId }
    if (left.state.name !== 'failed') return { outcome: 'waits', channelId }
    // Said at the form, where it can be mended: what waited before goes on waiting.
    if (before === null) store.delete([id])
    else store.put(before)
    const { code, ...details } = left.state.failure
    throw new AppError(code, 'the form of a channel was refused', details)
  }

  private shown({ seq: _seq, wasSent: _wasSent, ...edit }: ChannelEditRecord): ChannelEdit {
    const { state } = edit
    if (state.name !== 'waiting' || state.note !== null) return edit
    return { ...edit, state: { ...state, note: noteOf(this.deps.accounts.find(edit.accountId)) } }
  }
}
