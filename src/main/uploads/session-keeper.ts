import type { Problem, Session } from '@shared/uploads/upload'
import type { ChunkPlan } from './chunk-plan'
import { Digests } from './digests'
import type { Hasher } from './hasher'
import type { Ledger } from './ledger'
import type { Clock, UploadAccount, WireAnswer } from './ports'
import { draftToTell, isRefusal, repeatInit, whereLed } from './repeated-init'
import { SessionRequests } from './session-requests'
import { NOTHING_SENT, type UploadChange, type UploadRecord } from './store'
import { isSessionUnknown, readRange } from './uploadx'

/** Of the chunk that only keeps a session: no proxy refuses so little. */
const LITTLE_BYTES = 16 * 1024
/** The server holds a session for a moment after its connection was cut. */
const LOCKED_STATUSES = [409, 423]
const ASK_AGAIN_MS = [1_000, 2_000, 4_000, 8_000]

export interface SessionKeeperDeps {
  ledger: Ledger
  hasher: Hasher
  clock: Clock
  problemsIn: (record: UploadRecord) => Problem[]
  /** Null: no chunk of it was sent in this run of the app. */
  planOf: (id: string) => ChunkPlan | null
}

interface Kept {
  record: UploadRecord
  session: Session
  account: UploadAccount
  /** To the session that is kept. */
  requests: SessionRequests
  signal: AbortSignal
}

/**
 * Makes a waiting session young again: by a repeated init, which finds it by title and `lastModified`; where that leads
 * to another session or is refused, by a little of what the file has next. Each request waits for the one before. Rejects when
 * nothing answers.
 */
export class SessionKeeper {
  /** Sessions that their init does not find. */
  private readonly rekeyed = new Set<string>()

  constructor(private readonly deps: SessionKeeperDeps) {}

  async keep(
    record: UploadRecord,
    session: Session,
    account: UploadAccount,
    signal: AbortSignal,
  ): Promise<void> {
    const { uploadId } = session
    if (uploadId === null) return
    const requests = new SessionRequests(account, uploadId, record)
    const kept = { record, session, account, requests, signal }
    const isInVain = this.rekeyed.has(uploadId) || (await this.repeatInit(kept, uploadId)) === 'in-vain'
    if (isInVain) await this.sendLittle(kept)
  }

  /** What a pause in the middle of a chunk left on the server, so that the row tells no less, and no more. */
  async askWhatIsThere(
    record: UploadRecord,
    session: Session,
    account: UploadAccount,
    signal: AbortSignal,
  ): Promise<void> {
    const requests = new SessionRequests(account, session.uploadId ?? '', record)
    const kept = { record, session, account, requests, signal }
    for (const waitMs of [0, ...ASK_AGAIN_MS]) {
      await this.sleep(waitMs, signal)
      const answer = await this.send(kept, () => requests.askOffset(signal)).catch(() => null)
      if (answer === null || LOCKED_STATUSES.includes(answer.status)) continue
      const offset = this.offsetOf(kept, answer)
      if (offset !== null) this.deps.ledger.note(record.id, this.there(record, offset))
      return
    }
  }

  /** `in-vain`: the init does not lead to the session, or the instance does not take it. */
  private async repeatInit(kept: Kept, uploadId: string): Promise<'done' | 'in-vain'> {
    const { record, session, account, requests, signal } = kept
    const limits = await account.limits()
    const { answer, carried } = await repeatInit(
      this.deps.ledger,
      { ...kept, limits },
      draftToTell(record, limits, this.deps.problemsIn(record)),
      (request) => this.send(kept, () => account.wire.send(request)),
    )
    signal.throwIfAborted()
    if (isRefusal(answer)) return 'in-vain'
    const led = whereLed(answer, session, record)
    if (led === null) return 'done'
    if (led.to === 'elsewhere') {
      this.rekeyed.add(uploadId)
      this.deps.ledger.note(record.id, { inDoubt: record.inDoubt })
      // Made by this very init, and wanted by nobody.
      if (led.isEmpty) await new SessionRequests(account, led.uploadId, record).terminate(signal)
      signal.throwIfAborted()
      return 'in-vain'
    }
    if (led.to === 'empty') {
      // Without it, the server's 404 tells why the upload starts from zero.
      await requests.terminate(signal)
      this.forgotten(kept)
    } else this.touched(kept, { carried, inDoubt: [], ...this.there(record, led.offset) })
    return 'done'
  }

  /** The last byte is never among it. */
  private async sendLittle(kept: Kept): Promise<void> {
    const { record, requests, signal } = kept
    const { filePath: path, fileBytes: bytes, fileMtimeMs: mtimeMs } = record
    const offset = this.offsetOf(kept, await this.send(kept, () => requests.askOffset(signal)))
    if (offset === null || offset >= bytes || bytes < 2) return
    // Where the last byte alone is missing, the one before goes out again: the server takes it for what it has.
    const start = Math.min(this.there(record, offset).acceptedBytes, bytes - 2)
    const end = Math.min(start + LITTLE_BYTES, bytes - 1)
    const slice = { path, start, end, size: end - start }
    const digests = new Digests(this.deps.hasher, { path, bytes, mtimeMs }, true, signal)
    const digest = await digests.headerFor(slice)
    signal.throwIfAborted()
    if (digest === null) return
    const plan = this.deps.planOf(record.id)
    plan?.sentToKeep(slice)
    const accepted = this.offsetOf(kept, await requests.sendSlice(slice, digest, signal))
    if (accepted !== end) return
    plan?.sent({ start, end, isChecked: true })
    this.touched(kept, { bytesSent: end, acceptedBytes: end })
  }

  /**
   * What the row says of bytes that the server says to have: of a chunk with a checksum it may be a part with a gap
   * before it, so that only what it answered whole is built upon. See `ChunkPlan.resumeAt`, which knows whether the
   * last chunk of this run of the app had one.
   */
  private there(record: UploadRecord, offset: number): { bytesSent: number; acceptedBytes: number } {
    return { bytesSent: offset, acceptedBytes: Math.min(record.acceptedBytes, offset) }
  }

  /** A session may wait for longer than a token lives. */
  private async send({ account, signal }: Kept, ask: () => Promise<WireAnswer>): Promise<WireAnswer> {
    signal.throwIfAborted()
    const askedAt = this.deps.clock.now()
    const answer = await ask()
    if (answer.status !== 401 || (await account.refresh(askedAt)) === 'signed-out') return answer
    signal.throwIfAborted()
    return ask()
  }

  private sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (ms === 0 || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const cancel = this.deps.clock.schedule(ms, done)
      function done(): void {
        cancel()
        signal.removeEventListener('abort', done)
        resolve()
      }
      signal.addEventListener('abort', done)
    })
  }

  /** Null: the answer tells none. One that knows the session no more is written down. */
  private offsetOf(kept: Kept, answer: WireAnswer): number | null {
    kept.signal.throwIfAborted()
    if (isSessionUnknown(kept.account.wire.refusal(answer, 'PUT upload-resumable').answer))
      this.forgotten(kept)
    return answer.status === 308 ? readRange(answer) : null
  }

  private touched({ record }: Kept, change: UploadChange): void {
    this.deps.ledger.apply(record.id, { type: 'session-touched', at: this.deps.clock.now() }, change)
  }

  private forgotten({ record, signal }: Kept): void {
    signal.throwIfAborted()
    this.deps.ledger.apply(record.id, { type: 'session-forgotten' }, NOTHING_SENT)
  }
}
