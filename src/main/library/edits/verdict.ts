import { AppError, ConnectionError, isPageOfProxy, ServerError } from '@shared/errors'
import type { EditFailure, EditNote, VideoField } from '@shared/library/edit'
import type { Problem } from '@shared/uploads/upload'
import { backoffMs } from '../../uploads/backoff'

/** What is done about an edit that was not taken. */
export type Verdict =
  | {
      kind: 'postpone'
      note: EditNote
      delayMs: number
      /** The account's other edits wait too: the trouble is not this edit's. */
      forAll: boolean
    }
  | { kind: 'fail'; failure: EditFailure }

/** The instance has no such video any more. */
export class VideoGone extends Error {}

/** An error of the server itself that comes back this often is told to the person. */
const MOST_SERVER_ERRORS = 5
const BAD_GATEWAYS = [502, 503, 504]
const OFFLINE_MS = 60_000
const SIGNED_OUT_MS = 5 * 60_000
const PAUSE_MS = 10_000

/**
 * @param attempts tries in vain before this one
 * @param random from 0 to 1
 */
export function verdictOf(error: unknown, attempts: number, random: number): Verdict {
  const backoff = backoffMs(attempts + 1, random)
  const postpone = (note: EditNote, delayMs: number, forAll = true): Verdict => ({
    kind: 'postpone',
    note,
    delayMs,
    forAll,
  })
  if (error instanceof VideoGone) return fail('gone')
  if (error instanceof ConnectionError)
    return error.failure === 'offline' ? postpone('offline', OFFLINE_MS) : postpone('unreachable', backoff)
  if (error instanceof AppError) return ofAppError(error, backoff, postpone)
  if (!(error instanceof ServerError)) return fail('internal')
  const { status, code, retryAfterMs } = error.answer
  if (status === 401 && code === 'invalid_token') return postpone('signed-out', SIGNED_OUT_MS)
  if (status === 429) return postpone('rate-limited', Math.max(PAUSE_MS, retryAfterMs ?? 0))
  if (BAD_GATEWAYS.includes(status) || status === 408 || isPageOfProxy(error.answer))
    return postpone('unreachable', backoff)
  if (status >= 500 && attempts + 1 < MOST_SERVER_ERRORS) return postpone('unreachable', backoff, false)
  return refused(error)
}

function ofAppError(
  { code, details }: AppError,
  backoff: number,
  postpone: (note: EditNote, delayMs: number) => Verdict,
): Verdict {
  if (code === 'offline') return postpone('offline', OFFLINE_MS)
  if (code === 'signed-out') return postpone('signed-out', SIGNED_OUT_MS)
  if (code === 'instance-unreachable' || code === 'instance-tls') return postpone('unreachable', backoff)
  if (code === 'rate-limited')
    return postpone('rate-limited', Math.max(PAUSE_MS, Number(details['retryAfterMs'] ?? 0)))
  return fail(code === 'file-unreadable' ? 'file-missing' : 'internal')
}

function fail(code: EditFailure['code']): Verdict {
  return { kind: 'fail', failure: { ...NO_WORDS, code } }
}

const NO_WORDS = { status: null, detail: '', fieldWords: [], otherWords: [], problems: [] }

export function problemsFailure(problems: Problem[]): EditFailure {
  return { ...NO_WORDS, code: 'problems', problems }
}

/** The server's names of fields. */
const FIELDS: Readonly<Record<string, VideoField>> = {
  name: 'title',
  channelId: 'channelId',
  privacy: 'privacy',
  category: 'category',
  licence: 'licence',
  language: 'language',
  description: 'description',
  support: 'support',
  tags: 'tags',
  commentsPolicy: 'commentsPolicy',
  commentsEnabled: 'commentsPolicy',
  downloadEnabled: 'downloadEnabled',
  nsfw: 'nsfw',
  nsfwFlags: 'nsfwFlags',
  nsfwSummary: 'nsfwSummary',
  originallyPublishedAt: 'originallyPublishedAt',
  scheduleUpdate: 'schedule',
  waitTranscoding: 'waitTranscoding',
  videoPasswords: 'passwords',
  chapters: 'chapters',
  theme: 'playerTheme',
  policy: 'embedPrivacy',
  domains: 'embedPrivacy',
}

function refused({ answer }: ServerError): Verdict {
  const { status, detail, invalidParams } = answer
  const params = Object.entries(invalidParams).map(([name, words]) => {
    const field = FIELDS[name.split(/[.[]/)[0] ?? '']
    return { field, name, words }
  })
  const fieldWords = params.flatMap(({ field, words }) => (field === undefined ? [] : [{ field, words }]))
  const otherWords = params.flatMap(({ field, name, words }) =>
    field === undefined ? [{ name, words }] : [],
  )
  const failure = { ...NO_WORDS, code: 'refused', status, detail, fieldWords, otherWords } as const
  return { kind: 'fail', failure }
}
