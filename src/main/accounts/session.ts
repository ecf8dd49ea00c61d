import { ConnectionError, ServerError } from '@shared/errors'
import type { AuthorizedSession } from '../peertube/account-api'
import type { TokenVault } from './keychain'
import type { TokenEndpoint } from './token-endpoint'
import { TokenKeeper, type TokenKeeperDeps } from './token-keeper'
import type { TokenPair } from './tokens'

const REFRESH_TIMEOUT_MS = 45_000
/** Between two tries to refresh while the instance refuses for a reason of its own. */
const REFRESH_PAUSE_MS = 5000

/** A 400 of the token endpoint is PeerTube's word that this token, or this person, is not welcome any more; but for these. */
export const isOurFault = (code: string | null): boolean =>
  code === 'invalid_client' || code === 'invalid_request'

/** Whether the instance was told that a pair is not used any more, or is to be told later. */
export type Farewell = 'told' | 'later'

/** Tells the instance. `keep` stores a pair that takes the place of the given one, before it is used. */
export type Revoke = (pair: TokenPair, keep: (newer: TokenPair) => Promise<void>) => Promise<Farewell>

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
  private leaving: Promise<Farewell> | null = null
  private isBeginning = false
  /** What a refresh brought that ended after the person had signed out. */
  private brought: TokenPair | null = null
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
    // Both write the same entry.
    await this.leaving
    this.isBeginning = true
    try {
      await this.keeper.begin(pair, vault)
    } finally {
      this.isBeginning = false
    }
    this.ended = false
    this.refusal = null
    this.pair = pair
    this.refreshedAt = this.deps.clock.now()
  }

  /** Forgets the tokens here and in the vault, whatever the instance knows of them. */
  async end(): Promise<void> {
    await this.leaving
    await this.forget()
  }

  /**
   * Signs out: the tokens are of no use here from now on, and leave the vault once the instance was told. Where it says
   * `later` they stay there, and `leave` may be called again, also by a later run of the app. Never rejects.
   */
  leave(revoke: Revoke): Promise<Farewell> {
    if (this.isBeginning) return Promise.resolve('later')
    this.leaving ??= this.leaveOnce(revoke).finally(() => {
      this.leaving = null
    })
    return this.leaving
  }

  private async leaveOnce(revoke: Revoke): Promise<Farewell> {
    const { pair: held, refreshing } = this
    this.ended = true
    this.pair = null
    await refreshing?.catch(() => undefined)
    try {
      const pair = this.brought ?? held ?? (await this.keeper.read())
      this.brought = null
      const farewell = pair === null ? 'told' : await revoke(pair, (newer) => this.keeper.keep(newer))
      if (farewell === 'told') await this.keeper.forget()
      return farewell
    } catch {
      // A vault that does not answer.
      return 'later'
    }
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
    if (!this.isCurrent(old)) return this.late(pair)
    await this.keeper.keep(pair)
    if (!this.isCurrent(old)) return this.overtaken(pair)
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

  /** A pair that came after the person signed out: there is nothing to do with it but to revoke it. */
  private late(pair: TokenPair): 'refreshed' | 'signed-out' {
    if (this.leaving !== null) this.brought = pair
    return this.outcome()
  }

  /** The vault was written after it should have been empty, or over a newer pair: puts that right. */
  private async overtaken(pair: TokenPair): Promise<'refreshed' | 'signed-out'> {
    if (this.leaving !== null) return this.late(pair)
    if (this.pair === null) await this.keeper.forget()
    else await this.keeper.keep(this.pair)
    return this.outcome()
  }

  private refused(error: unknown): 'signed-out' {
    if (!(error instanceof ServerError)) throw error
    const { status, retryAfterMs } = error.answer
    if (status === 400 && error.answer.isJson && !isOurFault(error.answer.code)) {
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
