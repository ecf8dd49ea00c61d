import { AppError, ServerError } from '@shared/errors'
import { revokeOAuthToken } from '../peertube/operations/session'
import type { Clock } from '../uploads/ports'
import type { Instance } from './instances'
import { isOurFault, type Farewell, type Revoke } from './session'
import type { TokenPair } from './tokens'

/** All of it: a refresh where the access token is too old to revoke anything, and the revocation. */
const LIMIT_MS = 15_000

/** Tells `instance` that a pair is not used any more; the refresh token goes with the access token. */
export const revokeAt =
  (instance: Instance, clock: Clock): Revoke =>
  async (pair, keep) => {
    const limit = new AbortController()
    const cancel = clock.schedule(LIMIT_MS, () => {
      limit.abort(new AppError('cancelled', 'the sign-out took too long'))
    })
    try {
      return await tell(instance, clock, pair, keep, limit.signal)
    } catch (error) {
      return isRefused(error) ? 'told' : 'later'
    } finally {
      cancel()
    }
  }

async function tell(
  { api, tokens }: Instance,
  clock: Clock,
  pair: TokenPair,
  keep: (newer: TokenPair) => Promise<void>,
  signal: AbortSignal,
): Promise<Farewell> {
  const revoke = async ({ accessToken }: TokenPair): Promise<void> => {
    await api.call(revokeOAuthToken, { signal, priority: 'person' }, accessToken)
  }
  const renewed = async (): Promise<TokenPair> => {
    const newer = await tokens.ask({ kind: 'refresh', refreshToken: pair.refreshToken }, signal)
    await keep(newer)
    return newer
  }
  if (pair.accessExpiresAt <= clock.now()) {
    await revoke(await renewed())
    return 'told'
  }
  try {
    await revoke(pair)
  } catch (error) {
    // Its time may be over by the instance's clock.
    if (!(error instanceof ServerError) || error.answer.status !== 401) throw error
    await revoke(await renewed())
  }
  return 'told'
}

/** PeerTube's own word that the pair is worth nothing: there is nothing left to revoke. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof ServerError)) return false
  const { status, isJson, code } = error.answer
  return isJson && (status === 401 || (status === 400 && !isOurFault(code)))
}
