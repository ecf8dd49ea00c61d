import { assertNever } from '@shared/assert-never'
import { ServerError } from '@shared/errors'
import type { UploadEvent } from '@shared/uploads/transition'
import type { FailureCode, Problem, PublishedVideo, Session } from '@shared/uploads/upload'
import { backoffMs } from './backoff'
import type { ChunkPlan } from './chunk-plan'
import { sizeAfterProxyRefusal } from './chunk-size'
import { classify, wait, type Outcome, type WaitOutcome } from './failure-table'
import { checkFile } from './file-reader'
import { isBehind404 } from './hidden-404'
import type { Ledger } from './ledger'
import type { Clock, UploadAccount } from './ports'
import { FileProblem, Stopped, StorageProblem } from './problems'
import { findVideo } from './reconcile'
import { NOTHING_SENT, type NoteStore, type UploadChange, type UploadRecord, type UploadStore } from './store'
import type { UploadRun } from './uploader'
import type { Waits } from './waits'
import { retryReasonOf, wordsOf } from './words'

/** Attempts in a row without a byte of progress. */
const MOST_ATTEMPTS = 10
/**
 * The server's upload library answers 460 before the bytes that it refuses have all reached its disk: what is sent again
 * at once may be overwritten by them. Seen on a busy machine.
 */
const REFUSED_BYTES_SETTLE_MS = 5000
const MOST_STRIKES = 3
/** The first pages of a proxy are those of a restart; if they go on, they may be all that is ever heard of a session. */
const DOUBT_FROM_ATTEMPT = 3
/** No server's wish makes an upload wait longer at a time. */
const LONGEST_WAIT_MS = 3_600_000

type Unfinished = Extract<Outcome, { kind: 'session-lost' | 'finishing' | 'failed' | 'wait' }>

/** What is remembered of an upload between its passes while the app runs. */
export interface RunMemory {
  plan: ChunkPlan
  checksumStrikes: number
  /** Since the last byte that was taken. Other attempts that failed before say nothing of a new session. */
  lostSessions: number
  offsetStrikes: { at: number; count: number }
  /** Whether a refresh was the last thing tried: a second 401 then is no matter of the token's age. */
  justRefreshed: boolean
}

export interface SettleDeps {
  store: UploadStore
  notes: NoteStore
  ledger: Ledger
  waits: Waits
  clock: Clock
  random: () => number
  problemsIn: (record: UploadRecord) => Problem[]
  /** The account has to sign in again: everything of it that waits is blocked. */
  onSignedOut: (accountId: string) => void
}

export interface FailedRun {
  record: UploadRecord
  account: UploadAccount
  run: UploadRun
  memory: RunMemory
  signal: AbortSignal
}

/**
 * Turns what went wrong in a pass into the upload's next state. Each branch stores before anything follows. Longer than
 * other files, since it is the failure table's right column: one short method for each kind of outcome.
 */
export class Settler {
  constructor(private readonly deps: SettleDeps) {}

  complete(id: string, fileBytes: number, video: PublishedVideo): UploadRecord | null {
    const at = this.deps.clock.now()
    return this.deps.ledger.apply(
      id,
      { type: 'completed', video, at },
      { uploadedAt: at, bytesSent: fileBytes },
    )
  }

  /** The video exists, so it is never sent again; that it is what it should be is for the person to say. */
  completeInDoubt(id: string, fileBytes: number, video: PublishedVideo): void {
    const at = this.deps.clock.now()
    const code = 'file-changed'
    this.deps.ledger.together(() => {
      this.complete(id, fileBytes, video)
      this.deps.ledger.apply(id, { type: 'fail', code, status: null, detail: '', at, keepSession: false })
    })
  }

  /** Rejects with `StorageProblem` alone. */
  async settle(failed: FailedRun, failure: unknown): Promise<void> {
    if (failure instanceof Stopped || failed.signal.aborted) return
    const session = this.sessionOf(failed)
    const outcome = classify(failure, failed.run.phase, session)
    await this.carryOut(outcome, failed, failure, session)
  }

  private async carryOut(
    outcome: Outcome,
    failed: FailedRun,
    failure: unknown,
    session: Session | null,
  ): Promise<void> {
    const { record, memory } = failed
    if (outcome.kind !== 'refresh') memory.justRefreshed = false
    switch (outcome.kind) {
      case 'go-on':
        this.goOn(record.id)
        return
      case 'wait':
        if (outcome.mayHide404 && session?.lastByteSent === true)
          await this.lookFirst(outcome, failed, failure, session)
        else await this.waitUnlessGone(failed, outcome, failure, session)
        return
      case 'offline':
        this.block(record.id, 'offline', null)
        return
      case 'refresh':
        await this.refresh(failed, failure)
        return
      case 'quota':
        this.block(record.id, 'quota', wordsOf(failure))
        return
      case 'file':
        await this.fileTrouble(failed, outcome.reason, failure)
        return
      case 'smaller-chunk':
        this.shrinkChunk(failed, failure)
        return
      case 'checksum':
        memory.checksumStrikes += 1
        this.goOnOrFail(record.id, memory.checksumStrikes, 'checksum', failure, REFUSED_BYTES_SETTLE_MS)
        return
      case 'offset':
        this.goOnOrFail(record.id, strike(memory, outcome.at), 'stalled', failure)
        return
      case 'session-lost':
      case 'finishing':
      case 'failed':
        if (!isAmbiguous(outcome, failed, session)) await this.withoutVideo(outcome, failed, failure, session)
        else await this.lookFirst(outcome, failed, failure, session)
        return
      default:
        assertNever(outcome)
    }
  }

  private goOn(id: string): void {
    this.deps.ledger.apply(id, { type: 'retry-later', notBefore: null, counts: false })
  }

  private goOnOrFail(id: string, strikes: number, code: FailureCode, failure: unknown, afterMs = 0): void {
    if (strikes >= MOST_STRIKES) this.fail(id, code, failure, true)
    else if (afterMs === 0) this.goOn(id)
    else this.retryAfter(id, afterMs, { counts: false, failure })
  }

  private async waitUnlessGone(
    failed: FailedRun,
    outcome: WaitOutcome,
    failure: unknown,
    session: Session | null,
  ): Promise<void> {
    const isDoubtful = outcome.mayHide404 && this.attemptOf(failed.record.id) + 1 >= DOUBT_FROM_ATTEMPT
    const isGone = isDoubtful && session !== null && (await this.isGone(failed, session))
    if (failed.signal.aborted) return
    if (isGone) this.beginAnew(failed, failure)
    else await this.wait(failed, outcome, failure)
  }

  private async isGone({ record, account, signal }: FailedRun, session: Session): Promise<boolean> {
    const now = this.deps.store.find(record.id) ?? record
    try {
      return await isBehind404(this.deps, { record: now, session, account, signal })
    } catch (error) {
      if (error instanceof StorageProblem) throw error
      return false
    }
  }

  private async wait(failed: FailedRun, outcome: WaitOutcome, failure: unknown): Promise<void> {
    const { record, account } = failed
    const attempt = this.attemptOf(record.id) + 1
    if (outcome.counts && attempt >= MOST_ATTEMPTS) {
      await this.giveUp(failed, outcome, failure)
      return
    }
    const ms = Math.min(LONGEST_WAIT_MS, outcome.ms ?? backoffMs(attempt, this.deps.random()))
    this.retryAfter(record.id, ms, { counts: outcome.counts, failure })
    if (outcome.instance) this.deps.waits.holdInstance(account.instanceUrl, ms)
  }

  private async giveUp(failed: FailedRun, { whenSpent }: WaitOutcome, failure: unknown): Promise<void> {
    const { id } = failed.record
    const isForInstance = whenSpent === 'unreachable' || (await isOutOfOrder(failed))
    if (failed.signal.aborted) return
    if (isForInstance) this.block(id, 'instance-unreachable', wordsOf(failure))
    else this.fail(id, 'attempts', failure, true)
  }

  private retryAfter(
    id: string,
    ms: number,
    { counts, failure }: { counts: boolean; failure: unknown },
  ): void {
    this.delay(id, ms, { type: 'retry-later', notBefore: null, counts, because: retryReasonOf(failure) })
  }

  private delay(id: string, ms: number, event: Extract<UploadEvent, { notBefore: number | null }>): void {
    const { ledger, waits, clock } = this.deps
    const applied = ledger.apply(id, { ...event, notBefore: clock.now() + ms }, lostBytes(event))
    if (applied !== null) waits.holdRow(id, ms)
  }

  private async refresh(failed: FailedRun, failure: unknown): Promise<void> {
    const { account, record, run, memory } = failed
    if (memory.justRefreshed) {
      await this.wait(failed, wait({}), failure)
      return
    }
    let result: 'refreshed' | 'signed-out'
    try {
      result = await account.refresh(run.phaseAt)
    } catch (error) {
      if (!failed.signal.aborted) await this.wait(failed, wait({ whenSpent: 'unreachable' }), error)
      return
    }
    if (failed.signal.aborted) return
    memory.justRefreshed = result === 'refreshed'
    if (result === 'refreshed') {
      this.goOn(record.id)
      return
    }
    this.block(record.id, 'signed-out', null)
    this.deps.onSignedOut(account.id)
  }

  private async fileTrouble(
    failed: FailedRun,
    reason: 'file-missing' | 'file-changed' | 'look',
    failure: unknown,
  ): Promise<void> {
    if (reason !== 'look') {
      this.block(failed.record.id, reason, null)
      return
    }
    const { filePath: path, fileBytes: bytes, fileMtimeMs: mtimeMs } = failed.record
    const problem = await checkFile({ path, bytes, mtimeMs }).catch((error: unknown) => error)
    if (failed.signal.aborted) return
    if (problem instanceof FileProblem) this.block(failed.record.id, problem.reason, null)
    else this.block(failed.record.id, 'file-missing', wordsOf(failure))
  }

  private shrinkChunk(failed: FailedRun, failure: unknown): void {
    const { run, account, record } = failed
    const smaller = sizeAfterProxyRefusal(run.chunkBytes)
    if (smaller === null) {
      this.fail(record.id, 'refused', failure, true)
      return
    }
    this.deps.notes.setChunkCeiling(account.instanceUrl, smaller)
    this.goOn(record.id)
  }

  /** The video may exist: nothing is begun anew or given up before that is known. */
  private async lookFirst(
    outcome: Unfinished,
    failed: FailedRun,
    failure: unknown,
    session: Session,
  ): Promise<void> {
    const { record, account, signal } = failed
    let video: PublishedVideo | null
    try {
      video = await findVideo(this.deps.store, record.id, session, account, signal)
    } catch (error) {
      // Not known yet: what stays is the session with its last byte sent, and so the question.
      await this.settleSearch(failed, error)
      return
    }
    if (signal.aborted) return
    if (video === null) await this.withoutVideo(outcome, failed, failure, session)
    else this.complete(record.id, record.fileBytes, video)
  }

  private async withoutVideo(
    outcome: Unfinished,
    failed: FailedRun,
    failure: unknown,
    session: Session | null,
  ): Promise<void> {
    const { id } = failed.record
    if (outcome.kind === 'wait') {
      await this.waitUnlessGone(failed, outcome, failure, session)
      return
    }
    if (outcome.kind === 'failed') {
      this.fail(id, outcome.code, failure, outcome.keepSession)
      return
    }
    if (outcome.kind === 'finishing') {
      this.retryAfter(id, Math.min(LONGEST_WAIT_MS, outcome.ms ?? 0), { counts: false, failure })
      return
    }
    this.beginAnew(failed, failure)
  }

  private beginAnew({ record: { id }, memory }: FailedRun, failure: unknown): void {
    memory.lostSessions += 1
    if (memory.lostSessions >= MOST_ATTEMPTS) {
      memory.lostSessions = 0
      this.fail(id, 'attempts', failure, false)
      return
    }
    const ms = memory.lostSessions === 1 ? 0 : backoffMs(memory.lostSessions, this.deps.random())
    this.delay(id, ms, { type: 'session-lost', notBefore: null })
  }

  private async settleSearch(failed: FailedRun, error: unknown): Promise<void> {
    if (failed.signal.aborted) return
    const outcome = classify(error, 'init', null)
    if (outcome.kind === 'wait' || outcome.kind === 'offline' || outcome.kind === 'refresh') {
      await this.carryOut(outcome, failed, error, null)
      return
    }
    await this.wait(failed, wait({ whenSpent: 'unreachable' }), error)
  }

  private block(
    id: string,
    reason: Extract<UploadEvent, { type: 'block' }>['reason'],
    detail: string | null,
  ): void {
    this.deps.ledger.apply(id, { type: 'block', reason, at: this.deps.clock.now(), detail })
  }

  private fail(id: string, code: FailureCode, failure: unknown, keepSession: boolean): void {
    const status = failure instanceof ServerError ? failure.answer.status : null
    const event = {
      type: 'fail',
      code,
      status,
      detail: wordsOf(failure),
      at: this.deps.clock.now(),
      keepSession,
    } as const
    this.deps.ledger.apply(id, event)
  }

  private attemptOf(id: string): number {
    const state = this.deps.store.find(id)?.state
    return state !== undefined && 'attempt' in state ? state.attempt : 0
  }

  private sessionOf(failed: FailedRun): Session | null {
    const state = this.deps.store.find(failed.record.id)?.state
    return state !== undefined && 'session' in state ? state.session : null
  }
}

/**
 * Whether the video may exist in spite of this answer. A refusal is ambiguous too when an earlier pass had sent all:
 * a server that has just made the video may stumble over the session that it is about to forget.
 */
function isAmbiguous(outcome: Unfinished, failed: FailedRun, session: Session | null): session is Session {
  if (session?.lastByteSent !== true) return false
  const { state } = failed.record
  return outcome.kind !== 'failed' || (state.name === 'uploading' && state.session.lastByteSent)
}

/** A server that has no list of its videos either is in trouble itself: the upload is not what it stumbles over. */
async function isOutOfOrder({ account, signal }: FailedRun): Promise<boolean> {
  try {
    await account.videos.newest(signal)
    return false
  } catch (error) {
    return classify(error, 'init', null).kind === 'wait'
  }
}

function strike(memory: RunMemory, at: number): number {
  const { offsetStrikes } = memory
  memory.offsetStrikes = { at, count: offsetStrikes.at === at ? offsetStrikes.count + 1 : 1 }
  return memory.offsetStrikes.count
}

function lostBytes(event: UploadEvent): UploadChange {
  return event.type === 'session-lost' ? NOTHING_SENT : {}
}
