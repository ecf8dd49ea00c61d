import { assertNever } from '../assert-never'
import type { BlockReason, FailureCode, PublishedVideo, RetryReason, Session, UploadState } from './upload'

/** What can happen to an upload. Commands of the person and facts of the wire come through the same door. */
export type UploadEvent =
  | { type: 'submit' }
  /** A slot was given; the session is written down before the init that creates it. */
  | { type: 'start'; session: Session }
  /** The init was answered. */
  | { type: 'session-opened'; uploadId: string; at: number }
  /** The server answered with a later offset: the attempts start anew. */
  | { type: 'bytes-accepted'; at: number }
  /** Stored before the chunk that holds the last byte is sent: from now on a 404 is ambiguous. */
  | { type: 'last-chunk' }
  /** The last byte was handed to the network. */
  | { type: 'all-sent' }
  | { type: 'completed'; video: PublishedVideo; at: number }
  | { type: 'published'; at: number }
  /** `counts`: whether this was a failed attempt. */
  | { type: 'retry-later'; notBefore: number | null; counts: boolean; because?: RetryReason }
  /** The server knows the session no more, and no video came of it. */
  | { type: 'session-lost'; notBefore: number | null }
  /** The person took another file, or the changed one: from zero. */
  | { type: 'file-replaced' }
  | { type: 'block'; reason: BlockReason; at: number; detail: string | null }
  | { type: 'unblock' }
  /** The server was asked to keep the session of a waiting upload. */
  | { type: 'session-touched'; at: number }
  /** The server has nothing any more of a waiting upload. */
  | { type: 'session-forgotten' }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'retry'; at: number }
  | { type: 'cancel'; at: number }
  /** Of an upload that was cancelled around its last byte. `isKept`: it stays, whatever the person wanted. */
  | { type: 'video-found'; video: PublishedVideo; at: number; isKept: boolean }
  /** None came of a cancelled upload. */
  | { type: 'video-absent' }
  /** The person has the video of a cancelled upload deleted. */
  | { type: 'discard' }
  /** The person removes a row. It applies only where its video is looked for: all others just go. */
  | { type: 'remove' }
  | {
      type: 'fail'
      code: FailureCode
      status: number | null
      detail: string
      at: number
      /** False when a retry has to begin with a new session. */
      keepSession: boolean
    }
  /** The app was started again, or stops: what was under way waits for a slot again. */
  | { type: 'recover' }

type Queued = Extract<UploadState, { name: 'queued' }>
type EventOf<Type extends UploadEvent['type']> = Extract<UploadEvent, { type: Type }>

/**
 * The only door between states. Null: the event does not apply to this state, which then stays as it is; an event
 * that comes late (a chunk's answer after a pause) is refused that way.
 */
export function transition(state: UploadState, event: UploadEvent): UploadState | null {
  switch (event.type) {
    case 'submit':
      return state.name === 'draft' ? queued(state.lastSession ?? null) : null
    case 'start':
      if (state.name !== 'queued') return null
      return { name: 'uploading', session: event.session, attempt: state.attempt }
    case 'session-opened':
    case 'bytes-accepted':
    case 'last-chunk':
    case 'all-sent':
      return onWire(state, event)
    case 'completed':
      return isOnWire(state) ? { name: 'processing', video: event.video, since: event.at } : null
    case 'published':
      if (state.name !== 'processing') return null
      return { name: 'published', video: state.video, publishedAt: event.at }
    case 'retry-later':
    case 'session-lost':
    case 'recover':
      return backToQueue(state, event)
    case 'file-replaced':
    case 'unblock':
    case 'resume':
    case 'session-touched':
    case 'session-forgotten':
      return afterWaiting(state, event)
    case 'block':
      return block(state, event)
    case 'pause':
      if (state.name !== 'queued' && state.name !== 'uploading' && state.name !== 'blocked') return null
      return { name: 'paused', session: state.session }
    case 'retry':
      return retry(state, event.at)
    case 'cancel':
      return cancel(state, event.at)
    case 'video-found':
    case 'video-absent':
    case 'discard':
    case 'remove':
      return afterCancel(state, event)
    case 'fail':
      return fail(state, event)
    default:
      return assertNever(event)
  }
}

function queued(session: Session | null, rest: Partial<Queued> = {}): Queued {
  return { name: 'queued', session, attempt: 0, notBefore: null, restartedBecause: null, ...rest }
}

function isOnWire(state: UploadState): state is Extract<UploadState, { name: 'uploading' | 'finishing' }> {
  return state.name === 'uploading' || state.name === 'finishing'
}

function onWire(
  state: UploadState,
  event: EventOf<'session-opened' | 'bytes-accepted' | 'last-chunk' | 'all-sent'>,
): UploadState | null {
  if (state.name !== 'uploading') return null
  switch (event.type) {
    case 'session-opened':
      return { ...state, session: { ...state.session, uploadId: event.uploadId, lastByteAt: event.at } }
    case 'bytes-accepted':
      return { ...state, session: { ...state.session, lastByteAt: event.at }, attempt: 0 }
    case 'last-chunk':
      return { ...state, session: { ...state.session, lastByteSent: true } }
    case 'all-sent':
      return { ...state, name: 'finishing', session: { ...state.session, lastByteSent: true } }
    default:
      return assertNever(event)
  }
}

function backToQueue(
  state: UploadState,
  event: EventOf<'retry-later' | 'session-lost' | 'recover'>,
): UploadState | null {
  if (!isOnWire(state)) return null
  switch (event.type) {
    case 'retry-later': {
      const { notBefore, because } = event
      const attempt = state.attempt + (event.counts ? 1 : 0)
      const why = because === undefined ? {} : { retryBecause: because }
      return queued(state.session, { attempt, notBefore, ...why })
    }
    case 'session-lost':
      return queued(null, { notBefore: event.notBefore, restartedBecause: 'session-expired' })
    case 'recover':
      return queued(state.session, { attempt: state.attempt })
    default:
      return assertNever(event)
  }
}

function afterWaiting(
  state: UploadState,
  event: EventOf<'file-replaced' | 'unblock' | 'resume' | 'session-touched' | 'session-forgotten'>,
): UploadState | null {
  if (state.name !== 'blocked' && state.name !== 'paused' && state.name !== 'queued') return null
  switch (event.type) {
    case 'file-replaced':
      return state.name === 'blocked' ? queued(null, { restartedBecause: 'file-replaced' }) : null
    case 'unblock':
      // What the person paused, the person resumes.
      return state.name === 'blocked' ? queued(state.session) : null
    case 'resume':
      return state.name === 'queued' ? null : queued(state.session)
    case 'session-touched':
      if (state.session === null) return null
      return { ...state, session: { ...state.session, lastByteAt: event.at } }
    case 'session-forgotten':
      if (state.session === null) return null
      return { ...state, session: { ...state.session, lastByteAt: 0 } }
    default:
      return assertNever(event)
  }
}

function block(state: UploadState, event: EventOf<'block'>): UploadState | null {
  if (state.name !== 'queued' && !isOnWire(state)) return null
  return {
    name: 'blocked',
    reason: event.reason,
    session: state.session,
    since: event.at,
    detail: event.detail,
  }
}

function retry(state: UploadState, at: number): UploadState | null {
  // A new attempt, which the person submits again.
  if (state.name === 'cancelled') return { name: 'draft', ...lastOf(state.lastSession) }
  // Of a row that could not be read it is not known whether its video exists: it is never sent again.
  if (state.name !== 'failed' || state.code === 'corrupt-row') return null
  if (state.video !== null) return { name: 'processing', video: state.video, since: at }
  return queued(state.session)
}

function cancel(state: UploadState, at: number): UploadState | null {
  switch (state.name) {
    case 'queued':
    case 'uploading':
    case 'paused':
    case 'blocked':
      return cancelled(state.session, at)
    case 'failed':
      return state.video === null ? cancelled(state.session, at) : null
    case 'draft':
    case 'finishing':
    case 'processing':
    case 'published':
    case 'cancelled':
      return null
    default:
      return assertNever(state)
  }
}

/** The server may have made the video of a session whose last byte was sent: it is looked for. */
function cancelled(session: Session | null, at: number): UploadState {
  if (session?.lastByteSent !== true) return { name: 'cancelled' }
  return { name: 'cancelled', lastSession: session, soughtSince: at }
}

function afterCancel(
  state: UploadState,
  event: EventOf<'video-found' | 'video-absent' | 'discard' | 'remove'>,
): UploadState | null {
  if (event.type === 'discard') return isCancelledLate(state) ? { name: 'cancelled' } : null
  if (state.name !== 'cancelled' || state.soughtSince === undefined) return null
  if (event.type === 'remove') return { ...state, isRemoved: true }
  if (event.type === 'video-absent') return { name: 'cancelled', ...lastOf(state.lastSession) }
  const { video, at } = event
  if (event.isKept) return { name: 'processing', video, since: at }
  return { name: 'failed', code: 'cancelled-late', status: null, detail: '', session: null, video, at }
}

function isCancelledLate(state: UploadState): boolean {
  return state.name === 'failed' && state.code === 'cancelled-late'
}

function lastOf(lastSession: Session | undefined): { lastSession?: Session } {
  return lastSession === undefined ? {} : { lastSession }
}

function fail(state: UploadState, event: EventOf<'fail'>): UploadState | null {
  const { code, status, detail, at } = event
  if (state.name === 'processing') {
    return { name: 'failed', code, status, detail, at, session: null, video: state.video }
  }
  if (state.name !== 'queued' && !isOnWire(state)) return null
  const session = event.keepSession ? state.session : null
  return { name: 'failed', code, status, detail, at, session, video: null }
}
