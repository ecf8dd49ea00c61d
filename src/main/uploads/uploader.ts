import type { InstanceLimits } from '@shared/accounts/choices'
import type { Draft } from '@shared/uploads/draft'
import { draftsToTell, mayGoUntold, type Renewable } from '@shared/uploads/renewal'
import type { Problem, PublishedVideo, Session } from '@shared/uploads/upload'
import type { ChunkPlan } from './chunk-plan'
import { Digests } from './digests'
import type { Phase } from './failure-table'
import { checkFile, type Fingerprint } from './file-reader'
import type { Hasher } from './hasher'
import { makeInit, type MadeInit } from './init'
import type { Ledger } from './ledger'
import type { Clock, UploadAccount, WireAnswer } from './ports'
import { FileProblem, SessionElsewhere, Stopped, StrangeAnswer, UnexpectedOffset } from './problems'
import { isRefusal, isTaken, repeatInit } from './repeated-init'
import { SessionRequests } from './session-requests'
import { CHUNK_TIMEOUT_MS, type StackContext } from './stack-request'
import { findReplacement, sourceNow, videoIn } from './replacement'
import type { UploadRecord, UploadStore } from './store'
import { runTus } from './tus-run'
import { readRange, uploadIdOf, uploadPath } from './uploadx'

export interface UploaderDeps {
  store: UploadStore
  ledger: Ledger
  hasher: Hasher
  clock: Clock
  onProgress: (id: string, bytesSent: number) => void
  problemsIn: (record: UploadRecord) => Problem[]
}

export interface RunOptions {
  record: UploadRecord
  session: Session
  account: UploadAccount
  plan: ChunkPlan
  checksums: boolean
  signal: AbortSignal
  /** The server answered with a later offset. */
  onAdvanced: () => void
}

export interface FinishedRun {
  video: PublishedVideo
  /** Size or time of the file were others once the last byte was accepted. */
  isFileChanged: boolean
}

/** One pass over one upload, from its session to its video. */
export class UploadRun {
  /** The request that is under way, or failed. */
  phase: Phase
  /** Epoch milliseconds at which it began. */
  phaseAt: number
  /** Bytes of the chunk that was sent last. */
  chunkBytes = 0
  /** Where it ends, and how far the socket is. */
  private chunkEnd = 0
  private bytesGone = 0
  private uploadId: string | null
  private video: PublishedVideo | null = null
  private limits!: InstanceLimits
  private carried: Draft | null = null
  private readonly file: Fingerprint
  private readonly digests: Digests
  private readonly id: string
  private readonly path: string

  constructor(
    private readonly deps: UploaderDeps,
    private readonly options: RunOptions,
  ) {
    const { record, session, signal, checksums } = options
    this.id = record.id
    this.path = uploadPath(record.replaces)
    this.file = { path: record.filePath, bytes: record.fileBytes, mtimeMs: record.fileMtimeMs }
    this.digests = new Digests(deps.hasher, this.file, checksums, signal)
    this.uploadId = session.uploadId
    this.phase = session.uploadId === null ? 'init' : 'query'
    this.phaseAt = deps.clock.now()
  }

  /** Rejects with what `classify` knows. */
  async run(limits: InstanceLimits): Promise<FinishedRun> {
    this.limits = limits
    // Each upload needs it, at the latest for its last chunk.
    this.deps.hasher.warmUp()
    const { account, session, plan } = this.options
    const replaced = session.lastByteSent ? await this.replacedBefore() : null
    if (replaced !== null) return { video: replaced, isFileChanged: false }
    // Once all was sent, the server is asked first: the video may exist, and the file be gone for good reason.
    if (!session.lastByteSent) await checkFile(this.file)
    await runTus({
      endpoint: `${account.instanceUrl}${this.path}`,
      file: this.file,
      uploadId: session.uploadId,
      chunkSizeAt: (offset) => plan.sizeAt(offset),
      onProgress: (bytes) => {
        this.progressed(bytes)
      },
      onAccepted: (offset) => {
        const event = { type: 'bytes-accepted', at: this.deps.clock.now() } as const
        this.deps.ledger.apply(this.id, event, { bytesSent: offset, acceptedBytes: offset })
        this.options.onAdvanced()
      },
      stack: this.stackContext(),
    })
    if (this.video === null) throw new StrangeAnswer('finished without a video')
    return { video: this.video, isFileChanged: await this.isFileChanged() }
  }

  /**
   * A change that shows only now may have come while the file was sent: memory-mapped writes and network drives tell
   * late. Of a video that an earlier pass had sent nothing is said: its file may have changed for good reason since.
   */
  private async isFileChanged(): Promise<boolean> {
    if (this.phase !== 'last-chunk') return false
    const problem = await checkFile(this.file).catch((error: unknown) => error)
    return problem instanceof FileProblem && problem.reason === 'file-changed'
  }

  private stackContext(): Omit<StackContext, 'onOffset'> {
    const { account, signal, plan, record } = this.options
    return {
      wire: account.wire,
      signal,
      fileBytes: this.file.bytes,
      path: this.path,
      videoOf: (answer) => videoIn(answer, record),
      monotonic: () => this.deps.clock.monotonic(),
      encodeInit: () => this.makeInit(this.options.record),
      digest: (slice) => this.digests.headerFor(slice),
      beforeLastChunk: (offset) => this.beforeLastChunk(offset),
      onSession: (uploadId) => {
        this.openSession(uploadId)
      },
      onPhase: (phase) => {
        this.phase = phase
        this.phaseAt = this.deps.clock.now()
      },
      resumeAt: (offset) => plan.resumeAt(offset),
      onChunkStart: (start, end, isChecked) => {
        this.chunkBytes = end - start
        this.chunkEnd = end
        this.bytesGone = start
        plan.sent({ start, end, isChecked })
        this.digests.prepare(end, (offset) => plan.sizeAt(offset))
      },
      onChunk: (slice, durationMs) => {
        plan.measured({ bytes: slice.end - slice.start, durationMs })
      },
      onChunkLost: (chunk) => {
        plan.lost(chunk)
      },
      onVideo: (video) => {
        this.video = video
      },
    }
  }

  private makeInit(record: UploadRecord): MadeInit {
    const { account, session } = this.options
    const made = makeInit(record, session, account, this.limits)
    this.carried = made.carried
    return made
  }

  private openSession(uploadId: string): void {
    this.uploadId = uploadId
    const event = { type: 'session-opened', uploadId, at: this.deps.clock.now() } as const
    this.deps.ledger.apply(this.id, event, { carried: this.carried, inDoubt: [] })
  }

  /** Whether the chunk that is on its way arrives in time at such a speed. */
  isInTime(bytesPerSecond: number): boolean {
    const elapsedMs = this.deps.clock.now() - this.phaseAt
    const leftMs = ((this.chunkEnd - this.bytesGone) / bytesPerSecond) * 1000
    return Math.abs(elapsedMs) + leftMs < CHUNK_TIMEOUT_MS
  }

  private progressed(bytesSent: number): void {
    this.bytesGone = bytesSent
    this.deps.onProgress(this.id, bytesSent)
    if (bytesSent < this.file.bytes) return
    try {
      this.deps.ledger.apply(this.id, { type: 'all-sent' })
    } catch {
      // Called by the socket, which could do nothing about it. That the last chunk went out was stored before.
    }
  }

  /** From here on the video may exist whatever happens: the server gets the latest metadata, and the row says so. */
  private async beforeLastChunk(offset: number): Promise<void> {
    await this.renewMetadata(offset)
    const stored = this.deps.ledger.apply(this.id, { type: 'last-chunk' }, await this.rememberSource())
    // A cancel of many rows is stored before it has ended each of their passes.
    if (stored === null) throw new Stopped('overtaken')
  }

  /** Of a replacement: which file the video has now. One that was sent before may be it: nothing is asked anew. */
  private async rememberSource(): Promise<{ sourceBefore?: string }> {
    const { record, account, session, signal } = this.options
    if (record.replaces === null || (session.lastByteSent && record.sourceBefore !== null)) return {}
    this.phase = 'query'
    return { sourceBefore: await sourceNow(record.replaces.uuid, account.videos, signal) }
  }

  /** A session whose file took its place knows nothing of it: the video is asked, before the session is. */
  private async replacedBefore(): Promise<PublishedVideo | null> {
    const { record, account, signal } = this.options
    return record.replaces === null ? null : findReplacement(record, account.videos, signal)
  }

  /**
   * A repeated init replaces the metadata that the session carries. Without it a video would be published for a
   * moment as it was described, or as public as it was, when its upload began. What the instance refuses of it is a
   * matter of the steps that follow, and costs no byte, unless the video would be seen by more than it should.
   */
  private async renewMetadata(offset: number): Promise<void> {
    const { record, renewable } = this.renewable()
    if (renewable === null) return
    let refusal: WireAnswer | null = null
    for (const draft of draftsToTell(renewable, this.deps.problemsIn(record))) {
      this.phase = 'renewal'
      const { account, signal, session } = this.options
      const made = { record, session, account, limits: this.limits, signal }
      const { answer, carried } = await repeatInit(this.deps.ledger, made, draft)
      if (isTaken(answer)) {
        const found = uploadIdOf(answer)
        if (found === this.uploadId) this.renewed(answer, carried, offset)
        else await this.ledElsewhere(record, found, answer, renewable)
        return
      }
      refusal = answer
      if (!isRefusal(answer)) break
    }
    if (refusal === null || (isRefusal(refusal) && mayGoUntold(renewable))) return
    throw this.options.account.wire.refusal(refusal, 'POST upload-resumable (again)')
  }

  /** As it is stored now: the draft may have been edited since the pass began. */
  private renewable(): { record: UploadRecord; renewable: Renewable | null } {
    const record = this.deps.store.find(this.id) ?? this.options.record
    const { draft, carried, inDoubt } = record
    return { record, renewable: carried === null ? null : { draft, carried, inDoubt, limits: this.limits } }
  }

  /**
   * The server knows the session by another name than it had, as after an update: the init made a new one and changed
   * nothing. Where the video would be seen by more than it should, a session that knows the draft begins at zero.
   */
  private async ledElsewhere(
    record: UploadRecord,
    found: string | null,
    answer: WireAnswer,
    renewable: Renewable,
  ): Promise<void> {
    const { account, signal } = this.options
    if (found === null) throw new StrangeAnswer('a repeated init was answered without an upload_id')
    this.deps.ledger.note(this.id, { inDoubt: record.inDoubt })
    if ((readRange(answer) ?? 0) === 0) await new SessionRequests(account, found, record).terminate(signal)
    signal.throwIfAborted()
    if (!mayGoUntold(renewable)) throw new SessionElsewhere('the init does not find its session any more')
  }

  private renewed(answer: WireAnswer, carried: Draft, offset: number): void {
    this.deps.ledger.note(this.id, { carried, inDoubt: [] })
    const found = this.options.plan.resumeAt(readRange(answer) ?? 0)
    if (found !== offset) throw new UnexpectedOffset(offset, found)
  }
}
