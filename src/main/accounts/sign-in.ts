import type { Account, ExternalLogin } from '@shared/accounts/account'
import { AppError, ServerError } from '@shared/errors'
import { getConfig, type ServerConfig } from '../peertube/operations/instance'
import { revokeOAuthToken } from '../peertube/operations/session'
import type { Clock } from '../uploads/ports'
import { assertHttpAllowed } from './address'
import type { Directory } from './directory'
import type { Instance, Instances } from './instances'
import { withTimeout, type TokenVault } from './keychain'
import type { LiveAccount } from './live-account'
import { readPerson } from './person'
import { needsOtp, signInError } from './sign-in-errors'
import { originOf, readOtp } from './sign-in-input'
import type { Grant } from './token-endpoint'
import type { TokenPair } from './tokens'

export type SignInResult = { kind: 'signed-in'; account: Account } | { kind: 'otp-required' }

export interface SignInDeps {
  clock: Clock
  vault: TokenVault
  instances: Instances
  directory: Directory
  /**
   * Opens the instance's own sign-in page in a window of its own and waits for its end. Rejects with
   * `external-login-failed` or `external-login-closed`.
   */
  openExternalLogin: (
    url: string,
    instanceUrl: string,
  ) => Promise<{ username: string; externalAuthToken: string }>
}

export interface SignInWish {
  instanceUrl: string
  tokenStore: Account['tokenStore']
  isDemo: boolean
}

const TIMEOUT_MS = 60_000
const REVOKE_MS = 5000

/** Turns what a person typed, or an outside page gave, into an account with stored tokens. The password is not kept. */
export class SignIn {
  /** Admissions, one after the other: two clicks make one account. */
  private admitting: Promise<unknown> = Promise.resolve()
  /** Origins with plain http that the person has said yes to, in this run of the app. */
  private readonly consented = new Set<string>()

  constructor(private readonly deps: SignInDeps) {}

  allowHttp(origin: string): void {
    this.consented.add(origin)
  }

  /** Rejects with the codes of `sign-in-errors.ts`, `already-signed-in`, `no-secure-store`, `http-needs-consent`. */
  async withPassword(
    wish: SignInWish,
    { username, password, otp }: { username: string; password: string; otp: string | null },
  ): Promise<SignInResult> {
    const origin = this.checkOrigin(wish.instanceUrl)
    this.refuseTwice(origin, username)
    await this.checkVault(wish.tokenStore)
    const grant = { kind: 'password', username, password, otp: readOtp(otp, origin) } as const
    return this.finish({ ...wish, instanceUrl: origin }, grant)
  }

  async withExternalLogin(wish: SignInWish, login: ExternalLogin): Promise<SignInResult> {
    const origin = this.checkOrigin(wish.instanceUrl)
    await this.checkVault(wish.tokenStore)
    const path = [login.name, login.version, 'auth', login.authName].map(encodeURIComponent).join('/')
    const caught = await this.deps.openExternalLogin(`${origin}/plugins/${path}`, origin)
    return this.finish({ ...wish, instanceUrl: origin }, { kind: 'external', ...caught })
  }

  /** Best effort, and soon over. */
  async revoke(origin: string, accessToken: string): Promise<void> {
    const { instances, clock } = this.deps
    const cancel = new AbortController()
    const asked = instances
      .at(origin)
      .api.call(revokeOAuthToken, { signal: cancel.signal, priority: 'person' }, accessToken)
    await withTimeout(clock, REVOKE_MS, asked).catch(() => undefined)
    cancel.abort(new AppError('cancelled'))
  }

  private async finish(wish: SignInWish, grant: Grant): Promise<SignInResult> {
    const { host } = new URL(wish.instanceUrl)
    const instance = this.deps.instances.at(wish.instanceUrl)
    const timeout = new AbortController()
    const cancel = this.deps.clock.schedule(TIMEOUT_MS, () => {
      timeout.abort(
        new AppError('instance-unreachable', 'sign-in took too long', { host, failure: 'timeout' }),
      )
    })
    try {
      const config = await instance.api.call(getConfig, { signal: timeout.signal, priority: 'person' })
      const pair = await this.askForTokens(instance, grant, config, timeout.signal)
      if (pair === null) return { kind: 'otp-required' }
      return {
        kind: 'signed-in',
        account: (await this.admit(wish, instance, config, pair, timeout.signal)).view,
      }
    } catch (error) {
      throw signInError(error, host)
    } finally {
      cancel()
    }
  }

  /** Null: a one-time code is wanted. */
  private async askForTokens(
    { tokens }: Instance,
    grant: Grant,
    config: ServerConfig,
    signal: AbortSignal,
  ): Promise<TokenPair | null> {
    try {
      return await tokens.ask(grant, signal)
    } catch (error) {
      if (grant.kind === 'password' && needsOtp(error)) return null
      throw isRefusedGrant(error, grant) ? refusedGrant(grant, config, error) : error
    }
  }

  private async admit(
    wish: SignInWish,
    instance: Instance,
    config: ServerConfig,
    pair: TokenPair,
    signal: AbortSignal,
  ): Promise<LiveAccount> {
    try {
      const person = await readPerson(instance, pair.accessToken, signal)
      const instanceName = config.instance?.name || new URL(wish.instanceUrl).host
      const newAccount = { ...wish, ...person, instanceName, instanceVersion: config.serverVersion }
      const admitted = this.admitting.then(() => {
        this.refuseTwice(wish.instanceUrl, person.username)
        return this.deps.directory.admit(newAccount, pair)
      })
      this.admitting = admitted.catch(() => undefined)
      return await admitted
    } catch (error) {
      // Nobody will use these tokens.
      await this.revoke(wish.instanceUrl, pair.accessToken)
      throw error
    }
  }

  private checkOrigin(text: string): string {
    const url = originOf(text)
    // Who has an account there said yes once.
    const isKnown = this.deps.directory.all().some(({ instanceUrl }) => instanceUrl === url.origin)
    assertHttpAllowed(url, isKnown || this.consented.has(url.origin))
    return url.origin
  }

  private refuseTwice(origin: string, username: string): void {
    const known = this.deps.directory.findPerson(origin, username)
    if (known === null || !known.isSignedIn) return
    throw new AppError('already-signed-in', 'this person is signed in', {
      host: new URL(origin).host,
      username,
    })
  }

  private async checkVault(tokenStore: Account['tokenStore']): Promise<void> {
    if (tokenStore === 'keychain' && !(await this.deps.vault.available())) {
      throw new AppError('no-secure-store', 'no secure store answers')
    }
  }
}

function isRefusedGrant(error: unknown, { kind }: Grant): error is ServerError {
  if (!(error instanceof ServerError)) return false
  const { code } = error.answer
  return code === 'invalid_grant' || (kind === 'external' && code === 'Error')
}

/** `invalid_grant` of a token that an outside page gave, or on an instance where passwords do not lead in. */
function refusedGrant(grant: Grant, config: ServerConfig, error: ServerError): unknown {
  const details = { detail: error.answer.detail }
  if (grant.kind === 'external')
    return new AppError('external-login-failed', error.message, details, { cause: error })
  const hasExternal = (config.plugin?.registeredExternalAuths.length ?? 0) > 0
  const isOnlyWay = config.client?.menu?.login?.redirectOnSingleExternalAuth ?? false
  if (hasExternal && isOnlyWay)
    return new AppError('external-login-only', error.message, details, { cause: error })
  return error
}
