import { ServerError } from '@shared/errors'
import type { Api } from '../peertube/api'
import { getOAuthClient, getOAuthToken } from '../peertube/operations/session'
import type { Priority } from '../peertube/pacing'
import { pairFrom, type TokenPair } from './tokens'

export type Grant =
  | { kind: 'password'; username: string; password: string; otp: string | null }
  | { kind: 'external'; username: string; externalAuthToken: string }
  | { kind: 'refresh'; refreshToken: string }

interface OAuthClient {
  client_id: string
  client_secret: string
}

/** One instance's token endpoint. The client's id and secret are remembered, and asked for again when refused. */
export class TokenEndpoint {
  private client: Promise<OAuthClient> | null = null

  constructor(private readonly api: Api) {}

  /** Rejects as `Api.call` does. */
  async ask(grant: Grant, signal: AbortSignal): Promise<TokenPair> {
    const priority = grant.kind === 'refresh' ? 'background' : 'person'
    const remembered = this.client !== null
    try {
      return await this.post(grant, await this.oauthClient(signal, priority), signal)
    } catch (error) {
      if (!isUnknownClient(error) || !remembered) throw error
      // An instance that was installed anew has another pair.
      this.client = null
      return this.post(grant, await this.oauthClient(signal, priority), signal)
    }
  }

  private oauthClient(signal: AbortSignal, priority: Priority): Promise<OAuthClient> {
    const asked = (this.client ??= this.api.call(getOAuthClient, { signal, priority }))
    asked.catch(() => {
      if (this.client === asked) this.client = null
    })
    return asked
  }

  private async post(grant: Grant, client: OAuthClient, signal: AbortSignal): Promise<TokenPair> {
    const { clock } = this.api.connection
    const askedAt = clock.now()
    const otp = grant.kind === 'password' ? grant.otp : null
    const answer = await this.api.call(getOAuthToken, {
      body: { form: { client_id: client.client_id, client_secret: client.client_secret, ...formOf(grant) } },
      ...(otp === null ? {} : { headers: { 'x-peertube-otp': otp } }),
      signal,
    })
    return pairFrom(answer, askedAt)
  }
}

function formOf(grant: Grant): Record<string, string> {
  switch (grant.kind) {
    case 'password':
      return { grant_type: 'password', username: grant.username, password: grant.password }
    case 'external':
      return {
        grant_type: 'password',
        username: grant.username,
        externalAuthToken: grant.externalAuthToken,
      }
    case 'refresh':
      return { grant_type: 'refresh_token', refresh_token: grant.refreshToken }
  }
}

function isUnknownClient(error: unknown): boolean {
  return error instanceof ServerError && error.answer.code === 'invalid_client'
}
