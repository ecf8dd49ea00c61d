import { stat } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '@shared/errors'
import { canRemove, canRetry } from '@shared/uploads/actions'
import { transition, type UploadEvent } from '@shared/uploads/transition'
import type { AfterSteps } from './after-steps'
import type { ChangeFeed } from './changes'
import type { Errands } from './errands'
import { checkFile } from './file-reader'
import type { KeepAlive } from './keep-alive'
import type { Ledger } from './ledger'
import type { AccountDirectory, Clock } from './ports'
import type { UploadQueue } from './queue'
import { SessionRequests } from './session-requests'
import { problemsIn, stepsOf, type ProblemsOf } from './rows'
import { NOTHING_SENT, type UploadChange, type UploadRecord, type UploadStore } from './store'
import type { StopReason } from './problems'

/** Rows that one transaction changes: the event loop turns in between. */
const BATCH = 100

export interface CommandsDeps {
  store: UploadStore
  ledger: Ledger
  queue: UploadQueue
  errands: Errands
  steps: AfterSteps
  keepAlive: Pick<KeepAlive, 'ask'>
  changes: ChangeFeed
  accounts: AccountDirectory
  clock: Clock
  problemsOf: ProblemsOf
  /** Deletes the files of ours that belong to rows about to go. */
  releaseFiles: (ids: readonly string[]) => void
}

/** What a person can ask of uploads; each passes over rows whose state does not allow it. */
export class UploadCommands {
  constructor(private readonly deps: CommandsDeps) {}

  /** Ids of drafts that stay drafts, since something is wrong with them. */
  async submit(ids: readonly string[]): Promise<string[]> {
    const refused: string[] = []
    await this.forEach(ids, (record) => {
      if (record.state.name !== 'draft') return
      if (problemsIn(record, this.deps.problemsOf).length > 0) refused.push(record.id)
      else this.deps.ledger.apply(record.id, { type: 'submit' })
    })
    return refused
  }

  async pause(ids: readonly string[]): Promise<void> {
    await this.stopAll(ids, { type: 'pause' }, 'pause', (record) => {
      this.deps.queue.forgetTroubles(record.id)
      if (record.state.name === 'uploading') void this.deps.keepAlive.ask(record)
    })
  }

  async resume(ids: readonly string[]): Promise<void> {
    const changedFiles: UploadRecord[] = []
    await this.forEach(ids, (record) => {
      const { state, id } = record
      const isAboutFile = state.name === 'blocked' && state.reason.startsWith('file-')
      if (isAboutFile) changedFiles.push(record)
      else this.deps.ledger.apply(id, { type: 'resume' })
    })
    for (const record of changedFiles) await this.useFileAsItIs(record)
    this.deps.queue.pump()
  }

  async retry(ids: readonly string[]): Promise<void> {
    await this.forEach(ids, (record) => {
      if (!canRetry(record.state, stepsOf(record))) return
      this.deps.queue.forget(record.id)
      const event = { type: 'retry', at: this.deps.clock.now() } as const
      this.deps.ledger.apply(record.id, event, forgottenBy(record))
      if (record.state.name !== 'cancelled') this.deps.steps.retry(record.id)
    })
  }

  async cancel(ids: readonly string[]): Promise<void> {
    await this.stopAll(ids, { type: 'cancel', at: this.deps.clock.now() }, 'cancel', (record) => {
      this.deps.queue.forget(record.id)
      void this.terminate(record)
    })
  }

  /** Of videos that came of cancelled uploads, once each is to be deleted. */
  discard(ids: readonly string[]): Promise<void> {
    return this.forEach(ids, ({ id }) => {
      this.deps.ledger.apply(id, { type: 'discard' }, NOTHING_SENT)
    })
  }

  /** A row whose video is looked for is kept out of sight until the search has ended. */
  async remove(ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += BATCH) {
      const records = this.deps.store.findMany(ids.slice(start, start + BATCH))
      const going = records.filter((record) => canRemove(record.state))
      const isSought = ({ state }: UploadRecord): boolean => transition(state, { type: 'remove' }) !== null
      const goneIds = going.filter((record) => !isSought(record)).map(({ id }) => id)
      this.deps.releaseFiles(goneIds)
      this.deps.ledger.together(() => {
        for (const { id } of going.filter(isSought)) this.deps.ledger.apply(id, { type: 'remove' })
        this.deps.store.remove(goneIds)
      })
      for (const record of going) {
        void this.terminate(record)
        this.deps.queue.forget(record.id)
        this.deps.changes.markRemoved(record.id)
      }
      await setImmediate()
    }
  }

  move(ids: readonly string[], before: string | null): void {
    const moved = this.deps.ledger.together(() => this.deps.store.move(ids, before))
    for (const id of moved) this.deps.changes.mark(id)
  }

  /**
   * Takes a file that a person chose for a row that lost its own: the same one elsewhere (size and time) goes on
   * where it stood, another one starts from zero.
   */
  async useFile(id: string, path: string): Promise<void> {
    const record = this.deps.store.find(id)
    if (record?.state.name !== 'blocked' || !record.state.reason.startsWith('file-')) {
      throw new AppError('not-allowed-now', 'the file of this upload is not sought')
    }
    const found = await stat(path).catch(() => null)
    if (found?.isFile() !== true || found.size === 0)
      throw new AppError('file-unreadable', 'no file, or an empty one')
    const fileName = path.split(/[\\/]/).at(-1) ?? record.fileName
    const place = { filePath: path, fileName }
    const same = { path, bytes: record.fileBytes, mtimeMs: record.fileMtimeMs }
    const isSame = await checkFile(same).then(
      () => true,
      () => false,
    )
    if (isSame) this.deps.ledger.apply(id, { type: 'unblock' }, { filePath: path })
    else this.replaceFile(record, { ...place, fileBytes: found.size, fileMtimeMs: found.mtimeMs })
    this.deps.queue.pump()
  }

  private replaceFile(
    record: UploadRecord,
    file: Pick<UploadRecord, 'filePath' | 'fileName' | 'fileBytes' | 'fileMtimeMs'>,
  ): void {
    const change = { ...file, ...NOTHING_SENT, edgeHash: null, carried: null, sha256: null }
    const applied = this.deps.ledger.apply(record.id, { type: 'file-replaced' }, change)
    this.deps.queue.forget(record.id)
    if (applied !== null) void this.terminate(record)
  }

  /** "Resume" of a row whose file changed means: the file as it is now, from its first byte. */
  private async useFileAsItIs(record: UploadRecord): Promise<void> {
    const found = await stat(record.filePath).catch(() => null)
    if (found?.isFile() !== true || found.size === 0) return
    await this.useFile(record.id, record.filePath)
  }

  private async stopAll(
    ids: readonly string[],
    event: UploadEvent,
    reason: StopReason,
    then: (record: UploadRecord) => void,
  ): Promise<void> {
    const stopped: UploadRecord[] = []
    await this.forEach(ids, (record) => {
      if (this.deps.ledger.apply(record.id, event) !== null) stopped.push(record)
    })
    await Promise.all(stopped.map((record) => this.deps.queue.stop(record.id, reason)))
    for (const record of stopped) then(record)
  }

  private forEach(ids: readonly string[], visit: (record: UploadRecord) => void): Promise<void> {
    return this.deps.queue.holding(async () => {
      for (let start = 0; start < ids.length; start += BATCH) {
        if (start > 0) await setImmediate()
        const records = this.deps.store.findMany(ids.slice(start, start + BATCH))
        this.deps.ledger.together(() => {
          for (const record of records) visit(record)
        })
      }
    })
  }

  /** Tells the server that a session is not wanted any more. */
  private async terminate(record: UploadRecord): Promise<void> {
    const uploadId = 'session' in record.state ? record.state.session?.uploadId : null
    const account = this.deps.accounts.find(record.accountId)
    if (uploadId == null || account === null) return
    await this.deps.errands.end(record.id)
    await new SessionRequests(account, uploadId, record).terminate()
  }
}

/** A cancelled upload begins anew, unless its video may exist: what that one carries then has to be known. */
function forgottenBy({ state }: UploadRecord): UploadChange {
  if (state.name !== 'cancelled') return {}
  return state.lastSession === undefined ? { ...NOTHING_SENT, carried: null, sha256: null } : NOTHING_SENT
}
