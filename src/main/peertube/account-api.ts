import { ServerError } from '@shared/errors'
import type { z } from 'zod'
import type { Api, CallOptions } from './api'
import type { Operation } from './operations/define'
import type { TokenSource } from './wire'

/** The current token, and how to get a new one. */
export interface AuthorizedSession extends TokenSource {
  refresh(staleAnswerAt: number): Promise<'refreshed' | 'signed-out'>
}

/** Calls operations as one account: refreshes the token once when the server says that it is worthless. */
export class AccountApi {
  constructor(
    private readonly api: Api,
    private readonly session: AuthorizedSession,
  ) {}

  /** As `Api.call`; signed out is the server's 401 `invalid_token`. */
  async call<Path extends string, Query extends string, Result extends z.ZodType>(
    operation: Operation<Path, Query, Result>,
    options: CallOptions<Path, Query>,
  ): Promise<z.infer<Result>> {
    if (operation.role === 'none') return this.api.call(operation, options)
    const token = await this.session.accessToken()
    if (token === null) throw signedOut(operation)
    const askedAt = this.api.connection.clock.now()
    try {
      return await this.api.call(operation, options, token)
    } catch (error) {
      if (!isWorthlessToken(error)) throw error
      if ((await this.session.refresh(askedAt)) === 'signed-out') throw error
      return this.api.call(operation, options, await this.session.accessToken())
    }
  }
}

/** One of the many meanings of 401: only this one is mended by a refresh. */
export function isWorthlessToken(error: unknown): boolean {
  return error instanceof ServerError && error.answer.status === 401 && error.answer.code === 'invalid_token'
}

function signedOut(operation: Operation): ServerError {
  const answer = {
    status: 401,
    code: 'invalid_token',
    detail: 'Signed out',
    retryAfterMs: null,
    isJson: true,
    invalidParams: {},
  }
  return new ServerError(answer, `${operation.method} ${operation.path}`)
}
