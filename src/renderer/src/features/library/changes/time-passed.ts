import type { EditRow } from '@shared/library/edit'
import type { ListForm } from '@shared/library/list-form'

type AskedTime = Pick<EditRow, 'kind' | 'state' | 'publishesAt'>
type AskedTimes = Pick<ListForm, 'state' | 'changes' | 'base'>

/**
 * The time at which the video was to be published passed while the edit waits: the next attempt would end in that.
 * `now` in epoch milliseconds.
 */
export function hasEditPassed({ kind, state, publishesAt }: AskedTime, now: number): boolean {
  return kind === 'change' && state.name === 'waiting' && publishesAt !== null && publishesAt <= now
}

/** The same of a time that a live is announced for; one that was announced before may pass. */
export function hasFormPassed({ state, changes, base }: AskedTimes, now: number): boolean {
  const { schedules = [] } = changes
  if (state.name !== 'waiting') return false
  return schedules.some((at) => at <= now && base.schedules?.includes(at) !== true)
}
