import type { Problem, Session } from '@shared/uploads/upload'
import type { Ledger } from './ledger'
import type { UploadAccount } from './ports'
import { draftToTell, repeatInit, whereLed } from './repeated-init'
import { SessionRequests } from './session-requests'
import type { UploadRecord } from './store'
import { GONE } from './uploadx'

export interface Hidden404Deps {
  ledger: Ledger
  problemsIn: (record: UploadRecord) => Problem[]
}

export interface Hidden404 {
  record: UploadRecord
  session: Session
  account: UploadAccount
  signal: AbortSignal
}

/**
 * Finds out whether a session is gone of which a proxy's page is all that is heard: an init that is repeated finds the
 * session, or makes an empty one in its place, which is ended. False where nobody answers that either. Call it from
 * the row's pass, and where a video may have come of the session only when it was looked for: an init hides that.
 * Rejects as the wire does.
 */
export async function isBehind404(deps: Hidden404Deps, hidden: Hidden404): Promise<boolean> {
  const { record, session, account, signal } = hidden
  const limits = await account.limits()
  const draft = draftToTell(record, limits, deps.problemsIn(record))
  const { answer, carried } = await repeatInit(deps.ledger, { ...hidden, limits }, draft)
  signal.throwIfAborted()
  const led = whereLed(answer, session, record)
  if (led === null) return false
  deps.ledger.note(record.id, led.to === 'session' ? { carried, inDoubt: [] } : { inDoubt: record.inDoubt })
  if (led.to === 'session') return false
  const isGone = led.to === 'empty' || (await isOldGone(hidden, led.uploadId))
  const made = led.to === 'empty' ? session.uploadId : led.isEmpty ? led.uploadId : null
  // By this very init, and wanted by nobody.
  if (made !== null) await new SessionRequests(account, made, record).terminate(signal)
  signal.throwIfAborted()
  return isGone
}

/** The server names the session otherwise by now: where the new one has an answer, what is put gets through. */
async function isOldGone({ record, session, account, signal }: Hidden404, found: string): Promise<boolean> {
  const ask = (uploadId: string) => new SessionRequests(account, uploadId, record).askOffset(signal)
  if ((await ask(found)).status !== 308) return false
  signal.throwIfAborted()
  return GONE.includes((await ask(session.uploadId ?? '')).status)
}
