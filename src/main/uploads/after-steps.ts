import { assertNever } from '@shared/assert-never'
import { ServerError } from '@shared/errors'
import { hasVideo } from '@shared/uploads/actions'
import type { Draft } from '@shared/uploads/draft'
import {
  afterStep,
  doubtsOf,
  pendingSteps,
  stepKey,
  withoutOpening,
  type PendingStep,
} from '@shared/uploads/pending-steps'
import type { Problem, PublishedVideo, StepError } from '@shared/uploads/upload'
import type { Ledger } from './ledger'
import type { AccountDirectory, Clock, Connectivity, LocalFile, UploadAccount } from './ports'
import { withoutInvalid, withoutTyped } from './ready-steps'
import { AttachmentGone, stepErrorOf, waitAfter } from './step-error'
import type { UploadRecord, UploadStore } from './store'
import { Typing } from './typing'

export interface AfterStepsDeps {
  store: UploadStore
  ledger: Ledger
  accounts: AccountDirectory
  connectivity: Connectivity
  clock: Clock
  random: () => number
  attachment: (id: string) => LocalFile | null
  problemsIn: (record: UploadRecord) => Problem[]
  /** Some of an upload's steps have arrived, and no other can go out right now. */
  onSent: (id: string) => void
}

const ASLEEP_MS = 15_000

/**
 * Sends what an init can't carry and what was edited since, step by step, one upload after the other. `carried` is
 * stored after each step; what the server refuses is kept as the step's error and waits for the person.
 */
export class AfterSteps {
  private readonly waiting = new Set<string>()
  private readonly attempts = new Map<string, number>()
  /** Of which steps have arrived and were not told yet. */
  private readonly arrived = new Set<string>()
  private readonly typing: Typing
  private readonly controller = new AbortController()
  private cancelTimer: (() => void) | null = null
  private running: Promise<void> | null = null

  constructor(private readonly deps: AfterStepsDeps) {
    this.typing = new Typing(deps.clock)
  }

  add(id: string): void {
    this.waiting.add(id)
    this.work()
  }

  /** The draft was edited: what was refused is tried again, and what is typed waits for the end of the sentence. */
  edited(id: string): void {
    const record = this.deps.store.find(id)
    if (record === null || record.carried === null) return
    this.typing.edited(id)
    this.addAgain(id, record)
  }

  /** Forgets what was refused, so that it is tried again, at once. */
  retry(id: string): void {
    const record = this.deps.store.find(id)
    this.typing.done(id)
    if (record !== null) this.addAgain(id, record)
  }

  private addAgain(id: string, record: UploadRecord): void {
    if (!hasVideo(record.state)) return
    if (Object.keys(record.stepErrors).length > 0) this.deps.ledger.note(id, { stepErrors: {} })
    this.add(id)
  }

  async close(): Promise<void> {
    this.cancelTimer?.()
    this.controller.abort(new Error('closed'))
    await this.running
  }

  private work(): void {
    if (this.running !== null || this.controller.signal.aborted) return
    this.cancelTimer?.()
    this.running = this.workThrough()
      .catch(() => {
        // The database takes nothing at this moment: later.
        this.workLater(ASLEEP_MS)
      })
      .finally(() => {
        this.running = null
      })
  }

  private workLater(ms: number): void {
    this.cancelTimer?.()
    this.cancelTimer = this.deps.clock.schedule(ms, () => {
      this.work()
    })
  }

  private async workThrough(): Promise<void> {
    let laterMs: number | null = null
    const put = new Set<string>()
    for (let id = first(this.waiting); id !== undefined; id = first(this.waiting)) {
      this.waiting.delete(id)
      if (this.controller.signal.aborted) return
      const waitMs = await this.runSteps(id)
      if (this.arrived.delete(id)) this.deps.onSent(id)
      if (waitMs === null) continue
      put.add(id)
      laterMs = Math.min(laterMs ?? waitMs, waitMs)
    }
    for (const id of put) this.waiting.add(id)
    if (laterMs !== null) this.workLater(laterMs)
  }

  /** Null: nothing is left to do for now; else the milliseconds after which to try again. */
  private async runSteps(id: string): Promise<number | null> {
    for (;;) {
      const record = this.deps.store.find(id)
      if (record === null || !hasVideo(record.state) || record.carried === null || record.replaces !== null)
        return null
      const quietInMs = this.typing.leftMs(id)
      const steps = this.openSteps(record, record.carried)
      const [step] = quietInMs === 0 ? steps : withoutTyped(steps)
      if (step === undefined) return steps.length === 0 ? null : quietInMs
      const account = this.deps.accounts.find(record.accountId)
      if (account === null) return null
      if (!this.deps.connectivity.online || !this.deps.accounts.isSignedIn(record.accountId)) return ASLEEP_MS
      const waitMs = await this.tryStep(record, step, account, record.state.video)
      if (waitMs !== null) return waitMs
      if (this.controller.signal.aborted) return null
    }
  }

  private openSteps(record: UploadRecord, carried: Draft): PendingStep[] {
    const pending = pendingSteps(record.draft, carried, record.inDoubt)
    const steps = withoutOpening(pending, record.draft, carried)
    if (steps.length === 0) return steps
    const open = steps.filter((step) => record.stepErrors[stepKey(step)] === undefined)
    return withoutInvalid(open, this.deps.problemsIn(record))
  }

  private async tryStep(
    record: UploadRecord,
    step: PendingStep,
    account: UploadAccount,
    video: PublishedVideo,
  ): Promise<number | null> {
    const attemptKey = `${record.id} ${stepKey(step)}`
    const inDoubt = [...new Set([...record.inDoubt, ...doubtsOf(step)])]
    this.deps.ledger.note(record.id, { inDoubt })
    try {
      await this.send(record.draft, step, account, video)
      this.attempts.delete(attemptKey)
      this.store(record.id, step, record.draft)
      return null
    } catch (error) {
      if (this.controller.signal.aborted) return null
      if (isUnheard(error)) this.deps.ledger.note(record.id, { inDoubt: record.inDoubt })
      const attempt = (this.attempts.get(attemptKey) ?? 0) + 1
      this.attempts.set(attemptKey, attempt)
      const waitMs = waitAfter(error, attempt, this.deps.random)
      if (waitMs !== null) return waitMs
      this.attempts.delete(attemptKey)
      this.refuse(record.id, step, error)
      return null
    }
  }

  /** The row may have changed meanwhile: `carried` takes what was sent, and the rest stays pending. */
  private store(id: string, step: PendingStep, sent: Draft): void {
    const record = this.deps.store.find(id)
    if (record?.carried == null) return
    const stepErrors = withoutKey(record.stepErrors, stepKey(step))
    const answered = doubtsOf(step)
    const inDoubt = record.inDoubt.filter((doubt) => !answered.includes(doubt))
    this.deps.ledger.note(id, { carried: afterStep(record.carried, step, sent), inDoubt, stepErrors })
    this.arrived.add(id)
  }

  private refuse(id: string, step: PendingStep, error: unknown): void {
    const record = this.deps.store.find(id)
    if (record === null) return
    this.deps.ledger.note(id, { stepErrors: { ...record.stepErrors, [stepKey(step)]: stepErrorOf(error) } })
  }

  private async send(
    draft: Draft,
    step: PendingStep,
    account: UploadAccount,
    video: PublishedVideo,
  ): Promise<void> {
    const { videos } = account
    const { signal } = this.controller
    switch (step.kind) {
      case 'metadata':
        return videos.update(video.uuid, draft, step.fields, null, signal)
      case 'thumbnail':
        return videos.update(video.uuid, draft, ['thumbnail'], this.file(draft.thumbnail?.file.id), signal)
      case 'caption':
        if (step.file === null) return videos.deleteCaption(video.uuid, step.key, signal)
        return videos.putCaption(video.uuid, step.key, this.file(step.file.id), signal)
      case 'chapters':
        return videos.putChapters(video.uuid, draft.chapters, signal)
      case 'playerTheme':
        return videos.putPlayerTheme(video.uuid, draft.playerTheme, signal)
      case 'embedPrivacy':
        return videos.putEmbedPrivacy(video.uuid, draft.embedPrivacy, signal)
      case 'playlist':
        if (step.add) return videos.addToPlaylist(Number(step.key), video, signal)
        return videos.removeFromPlaylist(Number(step.key), video, signal)
      default:
        return assertNever(step)
    }
  }

  private file(id: string | undefined): LocalFile {
    const file = id === undefined ? null : this.deps.attachment(id)
    if (file === null) throw new AttachmentGone('file-missing')
    return file
  }
}

/** The server changed nothing: it said so, or was not asked. */
function isUnheard(error: unknown): boolean {
  if (error instanceof AttachmentGone) return true
  return error instanceof ServerError && error.answer.status < 500 && error.answer.status !== 408
}

function first(ids: Set<string>): string | undefined {
  return [...ids.values()][0]
}

function withoutKey(errors: Record<string, StepError>, key: string): Record<string, StepError> {
  return Object.fromEntries(Object.entries(errors).filter(([other]) => other !== key))
}
