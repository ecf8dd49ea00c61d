import type { Priority } from '../../peertube/pacing'
import type { EditRecord } from '../../storage/edits-table'
import type { EditAccount, EditAccounts } from './ports'
import { sendChange, type SendDeps } from './send-change'
import { sendDeletion } from './send-deletion'
import { verdictOf } from './verdict'

export interface SenderDeps extends SendDeps {
  accounts: EditAccounts
  /** From 0 to 1. */
  random: () => number
}

/** Sends one edit and writes down what came of it. */
export class Sender {
  constructor(private readonly deps: SenderDeps) {}

  /** Milliseconds for which the account's other edits wait too; 0: the next one may go. Rejects only by the signal. */
  async send(
    edit: EditRecord,
    account: EditAccount,
    priority: Priority,
    signal: AbortSignal,
  ): Promise<number> {
    const { store } = this.deps
    if (store.happen(edit.id, { type: 'begun' }) === null) return 0
    try {
      await this.bring(edit, account, priority, signal)
      return 0
    } catch (error) {
      // The app ends, or the account goes: the next try compares what is there with what was wanted.
      if (signal.aborted) store.happen(edit.id, { type: 'interrupted' })
      signal.throwIfAborted()
      return this.notTaken(edit.id, error)
    }
  }

  private async bring(edit: EditRecord, account: EditAccount, priority: Priority, signal: AbortSignal) {
    const limits = await account.limits()
    const choices = this.deps.accounts.knownChoices(account.id)
    const request = { edit, server: account.edits(priority), limits, choices, priority, signal }
    await (edit.kind === 'delete' ? sendDeletion : sendChange)(this.deps, request)
  }

  private notTaken(id: string, error: unknown): number {
    const { store, now, random, log } = this.deps
    const edit = store.table.find(id)
    if (edit?.state.name !== 'sending') return 0
    const verdict = verdictOf(error, edit.state.attempts, random())
    if (verdict.kind === 'fail') {
      if (verdict.failure.code === 'internal') log('an edit could not be sent', error)
      store.happen(id, { type: 'failed', failure: verdict.failure })
      return 0
    }
    const { note, delayMs, forAll } = verdict
    store.happen(id, { type: 'postponed', note, retryAt: now() + delayMs })
    return forAll ? delayMs : 0
  }
}
