import type { InstanceLimits } from '@shared/accounts/choices'
import type { Draft } from '@shared/uploads/draft'
import { doubtsOfInit } from '@shared/uploads/pending-steps'
import { draftsToTell } from '@shared/uploads/renewal'
import type { Problem, Session } from '@shared/uploads/upload'
import { makeInit } from './init'
import type { Ledger } from './ledger'
import type { UploadAccount, WireAnswer, WireRequest } from './ports'
import type { UploadRecord } from './store'
import { readRange, uploadIdOf, uploadPath } from './uploadx'

const TIMEOUT_MS = 60_000
/** Of these the next try may have another answer; every other 4xx says that this init is not taken. */
const PASSING = [401, 404, 408, 409, 410, 423, 429, 499]

export interface Repeated {
  record: UploadRecord
  session: Session
  account: UploadAccount
  limits: InstanceLimits
  signal: AbortSignal
}

/**
 * Sends the init of a session once more: it finds the session, keeps it alive, and replaces what it says of the video.
 * What it changes is in doubt from before it goes out until its answer is stored, by the caller.
 */
export async function repeatInit(
  ledger: Ledger,
  { record, session, account, limits, signal }: Repeated,
  draft: Draft,
  send: (request: WireRequest) => Promise<WireAnswer> = (request) => account.wire.send(request),
): Promise<{ answer: WireAnswer; carried: Draft }> {
  const { headers, body, carried } = makeInit({ ...record, draft }, session, account, limits)
  const news = record.carried === null ? [] : doubtsOfInit(carried, record.carried)
  const inDoubt = [...new Set([...record.inDoubt, ...news])]
  const isMore = inDoubt.length > record.inDoubt.length
  if (isMore) ledger.note(record.id, { inDoubt })
  const path = uploadPath(record.replaces)
  const answer = await send({ method: 'POST', path, headers, body, signal, timeoutMs: TIMEOUT_MS })
  if (isMore && isRefusal(answer)) ledger.note(record.id, { inDoubt: record.inDoubt })
  return { answer, carried }
}

/** `empty`: a new one in the place of the session, which had bytes. `elsewhere`: the server names it otherwise by now. */
export type Led =
  | { to: 'session'; offset: number }
  | { to: 'empty' }
  | { to: 'elsewhere'; uploadId: string; isEmpty: boolean }

/** Where a repeated init led; null: it was not taken, or names no session. */
export function whereLed(
  answer: WireAnswer,
  { uploadId }: Session,
  { acceptedBytes }: UploadRecord,
): Led | null {
  const found = isTaken(answer) ? uploadIdOf(answer) : null
  if (found === null) return null
  const offset = readRange(answer) ?? 0
  if (found !== uploadId) return { to: 'elsewhere', uploadId: found, isEmpty: offset === 0 }
  return offset === 0 && acceptedBytes > 0 ? { to: 'empty' } : { to: 'session', offset }
}

/** A draft that is being typed may not be ready to be sent; what was said before finds the session as well. */
export function draftToTell(
  { draft, carried, inDoubt }: UploadRecord,
  limits: InstanceLimits,
  problems: readonly Problem[],
): Draft {
  if (carried === null) return draft
  return draftsToTell({ draft, carried, inDoubt, limits }, problems)[0] ?? carried
}

/** The init is not taken as it is, and changed nothing. */
export function isRefusal({ status }: WireAnswer): boolean {
  return status >= 400 && status < 500 && !PASSING.includes(status)
}

export function isTaken({ status }: WireAnswer): boolean {
  return status === 200 || status === 201
}
