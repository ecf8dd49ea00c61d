import type { Draft } from './draft'

export interface Described {
  draft: Draft
  /** The draft as the server has it. */
  carried: Draft
}

/**
 * Of a video that exists: what was planned for a moment that has passed (epoch milliseconds) is so by now, and no plan
 * any more. A draft that asks for something else at such a moment stays as it is, for the person to look at.
 */
export function withoutPastSchedule({ draft, carried }: Described, now: number): Described {
  const server = isPast(carried, now) ? carriedOut(carried) : carried
  const wanted = isPast(draft, now) ? carriedOut(draft) : draft
  const isSo = server.schedule === null && server.privacy === wanted.privacy
  return { draft: isSo ? wanted : draft, carried: server }
}

function isPast({ schedule }: Draft, now: number): boolean {
  return schedule !== null && Date.parse(schedule.updateAt) <= now
}

function carriedOut(draft: Draft): Draft {
  return draft.schedule === null ? draft : { ...draft, privacy: draft.schedule.privacy, schedule: null }
}
