import { ServerError } from '@shared/errors'
import type { Clock } from '../uploads/ports'

/** What was asked for outlives the app. */
export interface TranscriptionsPort {
  /** Epoch milliseconds; null: it was not asked for. */
  askedAt(accountId: string, uuid: string): number | null
  put(accountId: string, uuid: string, askedAt: number): void
  remove(accountId: string, uuid: string): void
}

/**
 * No instance tells whether it still makes captions, nor that it failed: after a day without any, they are no longer
 * expected.
 */
const EXPECTED_MS = 24 * 3_600_000

/** Captions that instances make of what is said. */
export class Transcriptions {
  constructor(
    private readonly requests: TranscriptionsPort,
    private readonly clock: Clock,
  ) {}

  /** They may take minutes. Rejects as `ask` does, unless the instance makes them already. */
  async ask(accountId: string, uuid: string, ask: () => Promise<void>): Promise<void> {
    try {
      await ask()
    } catch (error) {
      if (!isMakingAlready(error)) throw error
    }
    this.requests.put(accountId, uuid, this.clock.now())
  }

  /** Whether they are being made; `found` is how many captions the instance has, null where it could not be asked. */
  areExpected(accountId: string, uuid: string, found: number | null): boolean {
    const askedAt = this.requests.askedAt(accountId, uuid)
    if (askedAt === null) return false
    const isOver = (found !== null && found > 0) || this.clock.now() - askedAt >= EXPECTED_MS
    if (isOver) this.requests.remove(accountId, uuid)
    return !isOver
  }
}

function isMakingAlready(error: unknown): boolean {
  return error instanceof ServerError && error.answer.code === 'video_already_being_transcribed'
}
