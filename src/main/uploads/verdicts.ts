import { ServerError } from '@shared/errors'
import type { UploadEvent } from '@shared/uploads/transition'
import type { FailureCode, PublishedVideo, Session } from '@shared/uploads/upload'
import type { Ledger } from './ledger'
import type { Clock } from './ports'
import { NOTHING_SENT, type UploadChange, type UploadRecord, type UploadStore } from './store'
import type { Waits } from './waits'
import { retryReasonOf, wordsOf } from './words'

export interface VerdictsDeps {
  store: UploadStore
  ledger: Ledger
  waits: Waits
  clock: Clock
}

type EventOf<Type extends UploadEvent['type']> = Extract<UploadEvent, { type: Type }>

/** What may become of a row after a pass: each is stored before it returns. */
export class Verdicts {
  constructor(private readonly deps: VerdictsDeps) {}

  complete(id: string, fileBytes: number, video: PublishedVideo): void {
    const at = this.deps.clock.now()
    const change = { uploadedAt: at, bytesSent: fileBytes }
    this.deps.ledger.apply(id, { type: 'completed', video, at }, change)
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

  goOn(id: string): void {
    this.deps.ledger.apply(id, { type: 'retry-later', notBefore: null, counts: false })
  }

  retryAfter(id: string, ms: number, { counts, failure }: { counts: boolean; failure: unknown }): void {
    this.delay(id, ms, { type: 'retry-later', notBefore: null, counts, because: retryReasonOf(failure) })
  }

  /** With a new session, from the first byte. */
  beginAnewAfter(id: string, ms: number): void {
    this.delay(id, ms, { type: 'session-lost', notBefore: null }, NOTHING_SENT)
  }

  block(id: string, reason: EventOf<'block'>['reason'], detail: string | null): void {
    this.deps.ledger.apply(id, { type: 'block', reason, at: this.deps.clock.now(), detail })
  }

  fail(id: string, code: FailureCode, failure: unknown, keepSession: boolean): void {
    const status = failure instanceof ServerError ? failure.answer.status : null
    const at = this.deps.clock.now()
    this.deps.ledger.apply(id, { type: 'fail', code, status, detail: wordsOf(failure), at, keepSession })
  }

  /** Failed attempts in a row before this one. */
  attemptOf(id: string): number {
    const state = this.stateOf(id)
    return state !== undefined && 'attempt' in state ? state.attempt : 0
  }

  sessionOf(id: string): Session | null {
    const state = this.stateOf(id)
    return state !== undefined && 'session' in state ? state.session : null
  }

  private stateOf(id: string): UploadRecord['state'] | undefined {
    return this.deps.store.find(id)?.state
  }

  private delay(
    id: string,
    ms: number,
    event: EventOf<'retry-later' | 'session-lost'>,
    change: UploadChange = {},
  ): void {
    const { ledger, waits, clock } = this.deps
    const applied = ledger.apply(id, { ...event, notBefore: clock.now() + ms }, change)
    if (applied !== null) waits.holdRow(id, ms)
  }
}
