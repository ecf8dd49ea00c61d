import { ConnectionError, ServerError } from '@shared/errors'
import type { AuthorizedSession } from '../peertube/account-api'
import type { TokenVault } from './keychain'
import type { TokenEndpoint } from './token-endpoint'
import { TokenKeeper, type TokenKeeperDeps } from './token-keeper'
import type { TokenPair } from './tokens'

const REFRESH_TIMEOUT_MS = 45_000
/** Between two tries to refresh while the instance refuses for a reason of its own. */
const REFRESH_PAUSE_MS = 5000

/** A 400 is PeerTube's word that this token, or this person, is not welcome any more; but for these. */
const ourFault: ReadonlySet<string | null> = new Set(['invalid_client', 'invalid_request'])

export interface SessionDeps extends TokenKeeperDeps {
  /** As the row says: whether there should be tokens in the vault. */
  isSignedIn: boolean
  /** A function, since a demo instance may move to another port. */
  endpoint: () => Pick<TokenEndpoint, 'ask'>
  /** Told when the refresh token is worth nothing any more, once. */
  onSignedOut: () => void
}

/**
 * One account's tokens, in memory. One refresh at a time whoever asks; a new pair is in the vault before it is used,
 * for the old one is dead from then on.
 */
export class Session implements AuthorizedSession {
  private pair: TokenPair | null = null
  private refreshing: Promise<'refreshed' | 'signed-out'> | null = null
  private refreshedAt = Number.NEGATIVE_INFINITY
  private refusal: { error: ServerError; until: number } | null = null
  private loading: Promise<void> | null = null
  /** Signed out: there is nothing to load. */
  private ended: boolean
  private readonly keeper: TokenKeeper

  constructor(private readonly deps: SessionDeps) {
    this.keeper = new TokenKeeper(deps)
    this.ended = !deps.isSignedIn
  }

  /** Reads the pair from the vault, once; whoever needs a token before waits for it. Rejects with `ConnectionError`. */
  load(): Promise<void> {
    if (this.pair !== null || this.ended) return Promise.resolve()
    this.loading ??= this.read().finally(() => {
      this.loading = null
    })
    return this.loading
  }

  private async read(): Promise<void> {
    const kept = await this.keeper.read()
    // Signed in, or out, while the vault was asked.
    if (this.pair !== null || this.ended) return
    this.pair = kept
    if (kept !== null) return
    this.ended = true
    this.deps.onSignedOut()
  }

  /** Takes over the pair of a sign-in, once it is stored. */
  async begin(pair: TokenPair, vault: TokenVault): Promise<void> {
    await this.keeper.begin(pair, vault)
    this.ended = false
    this.refusal = null
    this.pair = pair
    this.refreshedAt = this.deps.clock.now()
  }

  /** Forgets the tokens here and in the vault; the last access token comes back, to be revoked. */
  async end(): Promise<string | null> {
    const token = this.pair?.accessToken ?? null
    await this.forget()
    return token
  }

  async accessToken(): Promise<string | null> {
    await this.load()
    const { pair } = this
    if (pair === null) return null
    if (pair.accessExpiresAt > this.deps.clock.now()) return pair.accessToken
    await this.refresh(this.deps.clock.now())
    return this.currentToken()
  }

  /**
   * `staleAnswerAt` (epoch milliseconds): when the request was sent that got a 401; a refresh that ended after it
   * counts. Rejects with `ConnectionError` when nobody answered and `ServerError` when the instance is in trouble:
   * the old pair is then kept, and the next call tries again with it.
   */
  async refresh(staleAnswerAt: number): Promise<'refreshed' | 'signed-out'> {
    await this.load()
    if (this.pair === null) return 'signed-out'
    if (this.refreshing !== null) return this.refreshing
    // A clock that jumped back must not make every later answer look stale.
    const isPast = this.refreshedAt <= this.deps.clock.now()
    if (isPast && this.refreshedAt > staleAnswerAt) return 'refreshed'
    if (this.refusal !== null && this.refusal.until > this.deps.clock.monotonic()) {
      throw this.refusal.error
    }
    this.refreshing = this.refreshOnce(this.pair).finally(() => {
      this.refreshing = null
    })
    return this.refreshing
  }

  private currentToken(): string | null {
    return this.pair?.accessToken ?? null
  }

  private async refreshOnce(old: TokenPair): Promise<'refreshed' | 'signed-out'> {
    const { clock, endpoint } = this.deps
    const timeout = new AbortController()
    const cancel = clock.schedule(REFRESH_TIMEOUT_MS, () => {
      timeout.abort(new ConnectionError('timeout', 'refresh of the access token'))
    })
    let pair: TokenPair
    try {
      pair = await endpoint().ask({ kind: 'refresh', refreshToken: old.refreshToken }, timeout.signal)
    } catch (error) {
      return this.isCurrent(old) ? this.refused(error) : this.outcome()
    } finally {
      cancel()
    }
    if (!this.isCurrent(old)) return this.outcome()
    await this.keeper.keep(pair)
    if (!this.isCurrent(old)) return this.overtaken()
    this.pair = pair
    this.refreshedAt = clock.now()
    return 'refreshed'
  }

  /** False once the person signed out, or in again, while a refresh was on its way: what it brings is nobody's. */
  private isCurrent(pair: TokenPair): boolean {
    return !this.ended && this.pair === pair
  }

  private outcome(): 'refreshed' | 'signed-out' {
    return this.pair === null ? 'signed-out' : 'refreshed'
  }

  /** The vault was written after it should have been empty, or over a newer pair: puts that right. */
  private async overtaken(): Promise<'refreshed' | 'signed-out'> {
    if (this.pair === null) await this.keeper.forget()
    else await this.keeper.keep(this.pair)
    return this.outcome()
  }

  private refused(error: unknown): 'signed-out' {
    if (!(error instanceof ServerError)) throw error
    const { status, retryAfterMs } = error.answer
    if (status === 400 && error.answer.isJson && !ourFault.has(error.answer.code)) {
      void this.forget()
      this.deps.onSignedOut()
      return 'signed-out'
    }
    this.refusal = { error, until: this.deps.clock.monotonic() + (retryAfterMs ?? REFRESH_PAUSE_MS) }
    throw error
  }

  private forget(): Promise<void> {
    this.ended = true
    this.pair = null
    return this.keeper.forget()
  }
}
