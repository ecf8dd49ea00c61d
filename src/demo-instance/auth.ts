import type { Request, RequestHandler, Response } from 'express'
import type { DemoContext } from './context'
import { Problem } from './problem'
import type { AccountRecord, TokenRecord, UserRecord } from './records'

const ADMINISTRATOR = 0
const MODERATOR = 1

/** The token of an `Authorization` header. A scheme other than Bearer is an invalid request, as in PeerTube. */
function bearerOf(request: Request): string | null {
  const header = request.headers.authorization
  if (header === undefined || header === '') return null
  const match = /^Bearer\s+(\S+)/.exec(header)
  if (match?.[1] === undefined) throw new Problem(400, 'Token is invalid', 'invalid_request')
  return match[1]
}

function findToken(context: DemoContext, accessToken: string): TokenRecord | undefined {
  const token = context.store.state.tokens.find((row) => row.accessToken === accessToken)
  return token !== undefined && token.accessExpiresAt > context.now() ? token : undefined
}

/** The signed-in user, or null without header. A bad token is an error even where none is needed. */
export function identify(context: DemoContext, request: Request, response: Response): UserRecord | null {
  const bearer = bearerOf(request)
  if (bearer === null) return null
  const token = findToken(context, bearer)
  const user = context.store.state.users.find(({ id }) => id === token?.userId)
  if (token === undefined || user === undefined) throw new Problem(401, 'Token is invalid', 'invalid_token')
  response.locals['user'] = user
  response.locals['token'] = token
  return user
}

export function requireUser(context: DemoContext, request: Request, response: Response): UserRecord {
  const user = identify(context, request, response)
  if (user === null) throw new Problem(401, 'Token is invalid', 'unauthorized_request')
  return user
}

export function authenticate(context: DemoContext): RequestHandler {
  return (request, response, next) => {
    requireUser(context, request, response)
    next()
  }
}

/**
 * The reader of what not everybody may read. Where a token was optional so far (`optionalAuthenticate`), and from 8.0 on
 * everywhere, PeerTube asks for one in other words and without a code.
 */
export function requireReader(context: DemoContext, request: Request, response: Response): UserRecord {
  const user = readerOf(response)
  if (user !== null) return user
  if (context.since('8.0')) throw new Problem(401, 'Authentication is required')
  if (response.locals['authenticated'] === false) throw new Problem(401, 'Not authenticated')
  return requireUser(context, request, response)
}

/** Lets anonymous readers through. */
export function optionalAuthenticate(context: DemoContext): RequestHandler {
  return (request, response, next) => {
    if (identify(context, request, response) === null) response.locals['authenticated'] = false
    next()
  }
}

/** Lets anonymous readers through as well; what they may not read asks for a token as `authenticate` does. */
export function lateAuthenticate(context: DemoContext): RequestHandler {
  return (request, response, next) => {
    identify(context, request, response)
    next()
  }
}

/** The user that `authenticate` found. */
export function currentUser(response: Response): UserRecord {
  const user = response.locals['user'] as UserRecord | undefined
  if (user === undefined) throw new Error('The route lacks authenticate()')
  return user
}

export function currentToken(response: Response): TokenRecord {
  return response.locals['token'] as TokenRecord
}

export function readerOf(response: Response): UserRecord | null {
  return (response.locals['user'] as UserRecord | undefined) ?? null
}

export function accountOf(context: DemoContext, user: UserRecord): AccountRecord {
  const account = context.store.state.accounts.find(({ id }) => id === user.accountId)
  if (account === undefined) throw new Error(`User ${String(user.id)} has no account`)
  return account
}

export function isModerator(user: UserRecord | null): boolean {
  return user !== null && (user.role === ADMINISTRATOR || user.role === MODERATOR)
}

/** An administrator or moderator who sends a valid token is let through past the rate limit. */
export function isModeratorRequest(context: DemoContext, request: Request): boolean {
  const match = /^Bearer\s+(\S+)/.exec(request.headers.authorization ?? '')
  const token = match?.[1] === undefined ? undefined : findToken(context, match[1])
  return isModerator(context.store.state.users.find(({ id }) => id === token?.userId) ?? null)
}
