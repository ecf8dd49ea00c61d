import type { Session, UploadState } from '@shared/uploads/upload'

const MINUTE_MS = 60_000

/** PeerTube looks once an hour for sessions without a byte for an hour: each lives 60 to 120 minutes. */
const EARLIEST_MS = 60 * MINUTE_MS
const LATEST_MS = 120 * MINUTE_MS

export type SessionExpiry =
  | { kind: 'within'; fromMinutes: number; toMinutes: number }
  | { kind: 'any-moment'; toMinutes: number }
  | { kind: 'expired' }

function sessionOf(state: UploadState): Session | null {
  return state.name === 'paused' || state.name === 'blocked' ? state.session : null
}

/** When the server forgets what it has of a paused or blocked upload; null: it has nothing, or bytes flow. */
export function sessionExpiry(state: UploadState, now: number): SessionExpiry | null {
  const session = sessionOf(state)
  if (!session?.uploadId || session.lastByteAt === null) return null
  const age = Math.max(0, now - session.lastByteAt)
  if (age >= LATEST_MS) return { kind: 'expired' }
  const toMinutes = Math.ceil((LATEST_MS - age) / MINUTE_MS)
  if (age >= EARLIEST_MS) return { kind: 'any-moment', toMinutes }
  return { kind: 'within', fromMinutes: Math.max(1, Math.floor((EARLIEST_MS - age) / MINUTE_MS)), toMinutes }
}
