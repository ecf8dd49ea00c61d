import { Router } from 'express'
import type { Request, Response } from 'express'
import { addUser, isActorNameTaken } from '../accounts'
import { authenticate, currentUser, isModerator } from '../auth'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import type { RoleId, UserRecord } from '../records'
import { isActorName } from '../validation/channels'
import { bodyOf, Checks, hasLength, toInteger } from '../validation/checks'
import { videosOf } from '../quota'
import { deleteVideo } from './videos'

function requireModerator(response: Response, path: string): void {
  const user = currentUser(response)
  if (isModerator(user)) return
  throw new Problem(403, `User ${user.username} does not have right 1 to access to ${path}.`)
}

function userOf(context: DemoContext, request: Request): UserRecord {
  const user = context.store.state.users.find(({ id }) => String(id) === request.params['id'])
  if (user === undefined) throw new Problem(404, 'User not found')
  return user
}

function minPasswordLength(context: DemoContext): number {
  return context.since('8.0') ? 8 : 6
}

function readQuota(
  request: Request,
  checks: Checks,
  field: 'videoQuota' | 'videoQuotaDaily',
): number | undefined {
  const sent = bodyOf(request)[field]
  if (sent === undefined) return undefined
  const quota = toInteger(sent)
  checks.check(quota !== null && quota >= -1, field, sent)
  return quota ?? undefined
}

/** What the administrator of an instance does with users, as far as tests need it. */
export function userRoutes(context: DemoContext): Router {
  const router = Router()
  const { store } = context
  const signedIn = authenticate(context)

  router.post('/users', signedIn, async (request, response) => {
    requireModerator(response, '/')
    const { user } = createUser(context, request)
    await store.commit()
    response.json({ user: { id: user.id, account: { id: user.accountId } } })
  })

  router.put('/users/:id', signedIn, async (request, response) => {
    requireModerator(response, `/${String(request.params['id'])}`)
    const checks = new Checks(context, request)
    const videoQuota = readQuota(request, checks, 'videoQuota')
    const videoQuotaDaily = readQuota(request, checks, 'videoQuotaDaily')
    checks.done()
    const user = userOf(context, request)
    user.videoQuota = videoQuota ?? user.videoQuota
    user.videoQuotaDaily = videoQuotaDaily ?? user.videoQuotaDaily
    await store.commit()
    response.sendStatus(204)
  })

  for (const [verb, blocked] of [
    ['block', true],
    ['unblock', false],
  ] as const) {
    router.post(`/users/:id/${verb}`, signedIn, async (request, response) => {
      requireModerator(response, `/${String(request.params['id'])}/${verb}`)
      const user = userOf(context, request)
      user.blocked = blocked
      store.state.tokens = store.state.tokens.filter(({ userId }) => userId !== user.id)
      await store.commit()
      response.sendStatus(204)
    })
  }

  router.delete('/users/:id', signedIn, async (request, response) => {
    requireModerator(response, `/${String(request.params['id'])}`)
    await deleteUser(context, userOf(context, request))
    response.sendStatus(204)
  })

  return router
}

function createUser(context: DemoContext, request: Request): { user: UserRecord } {
  const { username, password, email, role, channelName } = bodyOf(request)
  const checks = new Checks(context, request)
  checks.check(isActorName(username), 'username', username)
  checks.check(hasLength(password, minPasswordLength(context), 255), 'password', password)
  checks.check(typeof email === 'string' && email.includes('@'), 'email', email)
  checks.check([0, 1, 2].includes(Number(role)), 'role', role)
  checks.check(channelName === undefined || isActorName(channelName), 'channelName', channelName)
  const videoQuota = readQuota(request, checks, 'videoQuota')
  const videoQuotaDaily = readQuota(request, checks, 'videoQuotaDaily')
  checks.done()
  const name = String(username)
  const isTaken =
    context.store.state.users.some((row) => row.email === email) || isActorNameTaken(context, name)
  if (isTaken) throw new Problem(409, 'User with this username or email already exists.')
  const user = addUser(context, {
    username: name,
    password: String(password),
    email: String(email),
    role: Number(role) as RoleId,
    ...(videoQuota === undefined ? {} : { videoQuota }),
    ...(videoQuotaDaily === undefined ? {} : { videoQuotaDaily }),
    ...(typeof channelName === 'string' ? { channelName } : {}),
  })
  return { user }
}

async function deleteUser(context: DemoContext, user: UserRecord): Promise<void> {
  const { state } = context.store
  for (const video of videosOf(context, user)) await deleteVideo(context, video)
  const gone = [...state.accounts, ...state.channels].filter((row) =>
    'accountId' in row ? row.accountId === user.accountId : row.id === user.accountId,
  )
  state.retiredNames.push(...gone.map(({ name }) => name.toLowerCase()))
  state.users = state.users.filter((row) => row !== user)
  state.tokens = state.tokens.filter(({ userId }) => userId !== user.id)
  state.accounts = state.accounts.filter(({ id }) => id !== user.accountId)
  state.channels = state.channels.filter(({ accountId }) => accountId !== user.accountId)
  state.playlists = state.playlists.filter(({ accountId }) => accountId !== user.accountId)
  state.notifications = state.notifications.filter(({ userId }) => userId !== user.id)
  await context.store.commit()
}
