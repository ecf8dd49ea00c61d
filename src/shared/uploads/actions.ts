import { transition } from './transition'
import type { Step, UploadState } from './upload'

/** What the buttons and the guards of commands ask. Each answers as `transition` would. */
export const canSubmit = (state: UploadState): boolean => transition(state, { type: 'submit' }) !== null
export const canPause = (state: UploadState): boolean => transition(state, { type: 'pause' }) !== null
export const canResume = (state: UploadState): boolean => transition(state, { type: 'resume' }) !== null
export const canCancel = (state: UploadState): boolean =>
  transition(state, { type: 'cancel', at: 0 }) !== null
/** Of a video that came of a cancelled upload: it is deleted on the instance. To keep it is a retry. */
export const canDiscard = (state: UploadState): boolean => transition(state, { type: 'discard' }) !== null

/** A failed upload, a cancelled one (it is a draft again), or one whose video exists while something that goes along with it was refused. */
export function canRetry(state: UploadState, steps: readonly Step[] = []): boolean {
  if (transition(state, { type: 'retry', at: 0 }) !== null) return true
  return hasVideo(state) && steps.some((step) => step.error !== null)
}

/** Only what has no work left or was never begun leaves the list. */
export function canRemove(state: UploadState): boolean {
  return ['draft', 'cancelled', 'failed', 'published'].includes(state.name)
}

/** The person wants to see it no more, and its video is looked for. */
export function isRemoved(state: UploadState): boolean {
  return state.name === 'cancelled' && state.isRemoved === true
}

/** Whether the video exists on the server, so that changes of the draft can be sent. */
export function hasVideo(
  state: UploadState,
): state is Extract<UploadState, { name: 'processing' | 'published' }> {
  return state.name === 'processing' || state.name === 'published'
}
