import { AppError, ConnectionError, ServerError, type ErrorCode, type ServerAnswer } from '@shared/errors'
import type { FailureCode, Session } from '@shared/uploads/upload'
import { FileProblem, SessionElsewhere, SessionFound, StrangeAnswer, UnexpectedOffset } from './problems'
import { GONE, isSessionUnknown } from './uploadx'

/** Which request it was that failed. `renewal` is the init once more; `last-chunk` holds the file's last byte. */
export type Phase = 'init' | 'renewal' | 'query' | 'chunk' | 'last-chunk'

/** What a failure means for the upload. The queue turns it into an event and a wait. */
export type Outcome =
  /** Ask the offset and go on at once. */
  | { kind: 'go-on' }
  /**
   * `ms` null: by the backoff. `counts`: a failed attempt. `instance`: nothing else goes to that instance meanwhile.
   * `mayHide404`: a proxy's page, which it may put in place of the 404 of a session that is gone.
   */
  | {
      kind: 'wait'
      ms: number | null
      counts: boolean
      instance: boolean
      whenSpent: 'unreachable' | 'failed'
      mayHide404: boolean
    }
  | { kind: 'offline' }
  | { kind: 'refresh' }
  | { kind: 'quota' }
  | { kind: 'file'; reason: 'file-missing' | 'file-changed' | 'look' }
  /** A proxy refuses bodies of that size. */
  | { kind: 'smaller-chunk' }
  | { kind: 'checksum' }
  /** The server's offset is none that was expected; the same one three times is a standstill. */
  | { kind: 'offset'; at: number }
  /** Once the last byte was sent, it is ambiguous: look for the video first. */
  | { kind: 'session-lost' }
  /** The server makes the video at this moment, or made it. */
  | { kind: 'finishing'; ms: number | null }
  | { kind: 'failed'; code: FailureCode; keepSession: boolean }

export type WaitOutcome = Extract<Outcome, { kind: 'wait' }>

const DEFAULT_RATE_LIMIT_MS = 10_000

/** Of a server that is being restarted, or whose page for that time takes no POST. */
const NOBODY_HOME = [404, 405, 410]
/** They mean the same from PeerTube, from uploadx and from what stands before them. */
const CLEAR_WITHOUT_JSON = [401, 408, 409, 413, 423, 429, 460, 499]

const INSTANCE_TROUBLE: ReadonlySet<ErrorCode> = new Set([
  'instance-unreachable',
  'instance-tls',
  'not-peertube',
  'rate-limited',
])

/** What is known of a session; null: there is none. */
export type KnownSession = Pick<Session, 'lastByteAt' | 'lastByteSent'> | null

/** The failure table. */
export function classify(failure: unknown, phase: Phase, session: KnownSession): Outcome {
  if (failure instanceof ServerError) {
    const outcome = classifyAnswer(failure.answer, phase, session)
    // What is refused is said of the video; its bytes are there.
    const isAboutWords = outcome.kind === 'failed' && phase === 'renewal'
    return isAboutWords ? { ...outcome, keepSession: true } : outcome
  }
  if (failure instanceof ConnectionError) return classifyConnection(failure)
  if (failure instanceof FileProblem) return { kind: 'file', reason: failure.reason }
  if (failure instanceof AppError) return classifyOwn(failure.code)
  if (failure instanceof SessionFound) return { kind: 'go-on' }
  if (failure instanceof SessionElsewhere) return { kind: 'session-lost' }
  if (failure instanceof StrangeAnswer) return wait({ whenSpent: 'unreachable' })
  if (failure instanceof UnexpectedOffset) return { kind: 'offset', at: failure.offset }
  return { kind: 'failed', code: 'internal', keepSession: true }
}

export function wait(options: Partial<WaitOutcome>): WaitOutcome {
  const usual = { ms: null, counts: true, instance: false, whenSpent: 'failed', mayHide404: false } as const
  return { kind: 'wait', ...usual, ...options }
}

/** What our own parts say, the accounts' when they are asked for an instance's limits among them. */
function classifyOwn(code: ErrorCode): Outcome {
  if (code === 'file-unreadable') return { kind: 'file', reason: 'look' }
  if (code === 'signed-out') return { kind: 'refresh' }
  if (code === 'offline') return { kind: 'offline' }
  if (INSTANCE_TROUBLE.has(code)) return wait({ instance: true, whenSpent: 'unreachable' })
  return { kind: 'failed', code: 'internal', keepSession: true }
}

function classifyConnection({ failure }: ConnectionError): Outcome {
  return failure === 'offline' ? { kind: 'offline' } : wait({ instance: true, whenSpent: 'unreachable' })
}

function classifyAnswer(answer: ServerAnswer, phase: Phase, session: KnownSession): Outcome {
  const isInit = phase === 'init' || phase === 'renewal'
  // A repeated init found it gone: then a page is what a proxy puts in place of each 404.
  if (!isInit && session?.lastByteAt === 0 && GONE.includes(answer.status)) return { kind: 'session-lost' }
  if (isForeignPage(answer, isInit)) {
    return wait({ whenSpent: 'unreachable', mayHide404: !isInit && GONE.includes(answer.status) })
  }
  switch (answer.status) {
    case 401:
      return { kind: 'refresh' }
    case 404:
    case 410:
      if (isInit) return refused()
      // Whoever else says so in JSON knows nothing of the session: its bytes stay.
      return isSessionUnknown(answer) ? { kind: 'session-lost' } : wait({})
    case 408:
    case 499:
      return wait({ whenSpent: 'unreachable' })
    case 409:
    case 423:
      return phase === 'init' && answer.status === 409 ? refused() : wait({})
    case 413:
      return tooLarge(answer, isInit)
    case 415:
      return { kind: 'failed', code: 'unsupported', keepSession: false }
    case 422:
      return { kind: 'failed', code: 'unreadable', keepSession: false }
    case 429:
      return wait({ ms: answer.retryAfterMs ?? DEFAULT_RATE_LIMIT_MS, counts: false, instance: true })
    case 460:
      return { kind: 'checksum' }
    default:
      return answer.status >= 500 ? serverTrouble(answer, phase, session) : otherStatus(answer.status)
  }
}

/**
 * Not PeerTube spoke, nor uploadx: a proxy did, as while the server is restarted. Of the session it tells nothing. What it
 * says of an init may be about the words in it, and there are no bytes to lose.
 */
function isForeignPage({ status, isJson, detail }: ServerAnswer, isInit: boolean): boolean {
  if (isJson || status < 400 || status >= 500) return false
  if (isInit) return NOBODY_HOME.includes(status)
  // A bare 400 is PeerTube's word for a route that it does not have.
  return !CLEAR_WITHOUT_JSON.includes(status) && (status !== 400 || detail !== '')
}

function tooLarge(answer: ServerAnswer, isInit: boolean): Outcome {
  if (answer.code === 'quota_reached') return { kind: 'quota' }
  if (answer.isJson) return { kind: 'failed', code: 'too-large', keepSession: false }
  return isInit ? refused() : { kind: 'smaller-chunk' }
}

function serverTrouble(answer: ServerAnswer, phase: Phase, session: KnownSession): Outcome {
  const isFinishing = phase === 'last-chunk' || (phase === 'query' && session?.lastByteSent === true)
  if (answer.status === 503 && isFinishing && answer.retryAfterMs !== null) {
    return { kind: 'finishing', ms: answer.retryAfterMs }
  }
  const isGateway = [502, 503, 504].includes(answer.status)
  const whenSpent = isGateway ? 'unreachable' : 'failed'
  return wait({ whenSpent, ...(answer.retryAfterMs === null ? {} : { ms: answer.retryAfterMs }) })
}

function otherStatus(status: number): Outcome {
  // Success and redirects that mean nothing here: something else than PeerTube spoke.
  return status < 400 ? wait({ whenSpent: 'unreachable' }) : refused()
}

function refused(): Outcome {
  return { kind: 'failed', code: 'refused', keepSession: false }
}
