import type { CalendarItem } from '@shared/library/calendar'
import type { VideoChanges } from '@shared/library/edit'
import { VIDEO_STATE } from '@shared/library/library'
import type { Problem } from '@shared/uploads/upload'
import { api } from '../../api'

/** Why it stays where it is, in words; empty: it moved. Null: the person thought better of it. */
export type MoveAnswer = string | null

/** Has its words under `calendar.refused.<reason>`. */
export type MoveRefusal = 'past' | 'liveStarted' | 'liveGone' | 'liveChanged' | 'liveWaits'

export interface MovesDeps {
  words: {
    refused: (reason: MoveRefusal) => string
    problems: (problems: readonly Problem[]) => string
    conflict: () => string
  }
  timeZone: () => string
  isOnline: () => boolean
  /** Epoch milliseconds. */
  now: () => number
  /** Whether all that is typed for it may be saved with the move. */
  saveHeldToo: (item: CalendarItem) => Promise<boolean>
  /** Shows it there until `settle` is called. */
  place: (item: CalendarItem, at: number) => { settle: () => void }
  /** Reads again what the copy has. */
  load: () => Promise<void>
}

/**
 * Moves what stands in the calendar: a video through the edits of the library, a live through its settings. Both are
 * saved before anything is sent, and wait where it can't be.
 */
export class Moves {
  /** One after the other: each builds on what the one before left. */
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly deps: MovesDeps) {}

  /** Rejects with what the instance or the database said. */
  async move(item: CalendarItem, at: number): Promise<MoveAnswer> {
    const { words, saveHeldToo, place, load } = this.deps
    const refusal = this.refusal(item, at)
    if (refusal !== null) return words.refused(refusal)
    // What is typed for a live is no part of its settings.
    if (item.kind === 'video' && item.isHeld && !(await saveHeldToo(item))) return null
    const { settle } = place(item, at)
    const turn = this.last.then(() =>
      item.kind === 'video' ? this.moveVideo(item, at) : this.moveLive(item, at),
    )
    this.last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      await load().finally(settle)
    }
  }

  /** What can be told without asking anybody. */
  private refusal({ kind, state }: CalendarItem, at: number): MoveRefusal | null {
    if (at <= this.deps.now()) return 'past'
    return kind === 'live' && state !== VIDEO_STATE.waitingForLive ? 'liveStarted' : null
  }

  private async moveVideo(item: CalendarItem, at: number): Promise<string> {
    const { accountId, uuid, privacy } = item
    const scheduled = (moment: number): VideoChanges => ({
      schedule: { updateAt: new Date(moment).toISOString(), privacy, timeZone: this.deps.timeZone() },
    })
    const base = scheduled(item.at)
    const held = await api.call('library.hold', { accountId, uuid, changes: scheduled(at), base })
    const { problems } = held.problems.length > 0 ? held : await api.call('library.save', { accountId, uuid })
    if (problems.length === 0) return ''
    // Set back to its base it is no change any more: nothing stays behind.
    await api.call('library.hold', { accountId, uuid, changes: base, base })
    return this.deps.words.problems(problems)
  }

  private async moveLive(item: CalendarItem, at: number): Promise<string> {
    const { words } = this.deps
    const seen = await this.timesOf(item)
    if (typeof seen === 'string') return words.refused(seen)
    const others = seen.filter((moment) => moment !== item.at)
    if (others.length === seen.length) return words.refused('liveChanged')
    const schedules = [...others, at].sort((one, other) => one - other)
    const { accountId, uuid } = item
    const saved = { accountId, uuid, fields: { schedules }, seen: { schedules: seen } }
    const { outcome } = await api.call('live.save', saved)
    return outcome === 'conflict' ? words.conflict() : ''
  }

  /** For which a live is announced, with what waits to be sent. */
  private async timesOf(item: CalendarItem): Promise<number[] | MoveRefusal> {
    const forms = await api.call('live.forms', {})
    const form = forms.find(({ accountId, target }) => accountId === item.accountId && target === item.uuid)
    if (form?.changes.schedules !== undefined) {
      // The calendar shows the instance's times while these are in conflict, or failed.
      if (form.state.name === 'conflict') return 'liveWaits'
      if (form.state.name !== 'failed') return form.changes.schedules
      // Those that failed will not come about: the move takes their place.
    }
    const details = await this.detailsOf(item)
    return details === null ? 'liveGone' : details.settings.schedules
  }

  private detailsOf({ accountId, uuid }: CalendarItem) {
    const ask = (refresh: boolean) => api.call('live.details', { accountId, uuid, refresh })
    if (!this.deps.isOnline()) return ask(false)
    // The copy will do where the instance gives no answer: what is saved is compared before it is sent.
    return ask(true).catch(() => ask(false))
  }
}
