import { assertNever } from '@shared/assert-never'
import type { FailureCode, Problem, PublishedVideo, Session } from '@shared/uploads/upload'
import { backoffMs } from './backoff'
import type { ChunkPlan } from './chunk-plan'
import { sizeAfterProxyRefusal } from './chunk-size'
import { classify, wait, type Outcome, type WaitOutcome } from './failure-table'
import { checkFile } from './file-reader'
import { isBehind404 } from './hidden-404'
import type { Ledger } from './ledger'
import type { UploadAccount } from './ports'
import { FileProblem, Stopped, StorageProblem } from './problems'
import { findVideo } from './reconcile'
import type { NoteStore, UploadRecord, UploadStore } from './store'
import type { UploadRun } from './uploader'
import type { Verdicts } from './verdicts'
import type { Waits } from './waits'
import { wordsOf } from './words'

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
  verdicts: Verdicts
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
 * Turns what went wrong in a pass into the upload's next state. Longer than other files, since it is the failure table's
 * right column: one short method for each kind of outcome.
 */
export class Settler {
  constructor(private readonly deps: SettleDeps) {}

  private get verdicts(): Verdicts {
    return this.deps.verdicts
  }

  /** Rejects with `StorageProblem` alone. */
  async settle(failed: FailedRun, failure: unknown): Promise<void> {
    if (failure instanceof Stopped || failed.signal.aborted) return
    const session = this.verdicts.sessionOf(failed.record.id)
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
        this.verdicts.goOn(record.id)
        return
      case 'wait':
        if (outcome.mayHide404 && session?.lastByteSent === true)
          await this.lookFirst(outcome, failed, failure, session)
        else await this.waitUnlessGone(failed, outcome, failure, session)
        return
      case 'offline':
        this.verdicts.block(record.id, 'offline', null)
        return
      case 'refresh':
        await this.refresh(failed, failure)
        return
      case 'quota':
        this.verdicts.block(record.id, 'quota', wordsOf(failure))
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

  private goOnOrFail(id: string, strikes: number, code: FailureCode, failure: unknown, afterMs = 0): void {
    if (strikes >= MOST_STRIKES) this.verdicts.fail(id, code, failure, true)
    else if (afterMs === 0) this.verdicts.goOn(id)
    else this.verdicts.retryAfter(id, afterMs, { counts: false, failure })
  }

  private async waitUnlessGone(
    failed: FailedRun,
    outcome: WaitOutcome,
    failure: unknown,
    session: Session | null,
  ): Promise<void> {
    const isDoubtful =
      outcome.mayHide404 && this.verdicts.attemptOf(failed.record.id) + 1 >= DOUBT_FROM_ATTEMPT
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
    const attempt = this.verdicts.attemptOf(record.id) + 1
    if (outcome.counts && attempt >= MOST_ATTEMPTS) {
      await this.giveUp(failed, outcome, failure)
      return
    }
    const ms = Math.min(LONGEST_WAIT_MS, outcome.ms ?? backoffMs(attempt, this.deps.random()))
    this.verdicts.retryAfter(record.id, ms, { counts: outcome.counts, failure })
    if (outcome.instance) this.deps.waits.holdInstance(account.instanceUrl, ms)
  }

  private async giveUp(failed: FailedRun, { whenSpent }: WaitOutcome, failure: unknown): Promise<void> {
    const { id } = failed.record
    const isForInstance = whenSpent === 'unreachable' || (await isOutOfOrder(failed))
    if (failed.signal.aborted) return
    if (isForInstance) this.verdicts.block(id, 'instance-unreachable', wordsOf(failure))
    else this.verdicts.fail(id, 'attempts', failure, true)
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
      this.verdicts.goOn(record.id)
      return
    }
    this.verdicts.block(record.id, 'signed-out', null)
    this.deps.onSignedOut(account.id)
  }

  private async fileTrouble(
    failed: FailedRun,
    reason: 'file-missing' | 'file-changed' | 'look',
    failure: unknown,
  ): Promise<void> {
    if (reason !== 'look') {
      this.verdicts.block(failed.record.id, reason, null)
      return
    }
    const { filePath: path, fileBytes: bytes, fileMtimeMs: mtimeMs } = failed.record
    const problem = await checkFile({ path, bytes, mtimeMs }).catch((error: unknown) => error)
    if (failed.signal.aborted) return
    if (problem instanceof FileProblem) this.verdicts.block(failed.record.id, problem.reason, null)
    else this.verdicts.block(failed.record.id, 'file-missing', wordsOf(failure))
  }

  private shrinkChunk(failed: FailedRun, failure: unknown): void {
    const { run, account, record } = failed
    const smaller = sizeAfterProxyRefusal(run.chunkBytes)
    if (smaller === null) {
      this.verdicts.fail(record.id, 'refused', failure, true)
      return
    }
    this.deps.notes.setChunkCeiling(account.instanceUrl, smaller)
    this.verdicts.goOn(record.id)
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
    else this.verdicts.complete(record.id, record.fileBytes, video)
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
      this.verdicts.fail(id, outcome.code, failure, outcome.keepSession)
      return
    }
    if (outcome.kind === 'finishing') {
      this.verdicts.retryAfter(id, Math.min(LONGEST_WAIT_MS, outcome.ms ?? 0), { counts: false, failure })
      return
    }
    this.beginAnew(failed, failure)
  }

  private beginAnew({ record: { id }, memory }: FailedRun, failure: unknown): void {
    memory.lostSessions += 1
    if (memory.lostSessions >= MOST_ATTEMPTS) {
      memory.lostSessions = 0
      this.verdicts.fail(id, 'attempts', failure, false)
      return
    }
    const ms = memory.lostSessions === 1 ? 0 : backoffMs(memory.lostSessions, this.deps.random())
    this.verdicts.beginAnewAfter(id, ms)
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
    // Without a network nothing is known of it: then the upload is no more to blame.
    return ['wait', 'offline'].includes(classify(error, 'init', null).kind)
  }
}

function strike(memory: RunMemory, at: number): number {
  const { offsetStrikes } = memory
  memory.offsetStrikes = { at, count: offsetStrikes.at === at ? offsetStrikes.count + 1 : 1 }
  return memory.offsetStrikes.count
}
