import type { Answer } from './http'
import type { Session } from './session'
import { poll } from './uploads'

/**
 * Revokes the session's tokens; what `/users/me` says of them afterwards. PeerTube answers before the pair is out of
 * its database, so that a request right after it may still pass.
 */
export async function signOut(session: Session): Promise<Answer> {
  const answer = await session.postJson('/users/revoke-token', {})
  if (answer.status !== 200) throw new Error(`Not revoked: ${String(answer.status)} ${answer.text}`)
  return poll(
    () => session.get('/users/me'),
    ({ status }) => status !== 200,
  )
}
