import { Router } from 'express'
import type { Request, Response } from 'express'
import { addChannel, isActorNameTaken } from '../accounts'
import { accountOf, authenticate, currentUser, isModerator, optionalAuthenticate } from '../auth'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import type { AccountRecord, ChannelRecord } from '../records'
import { deleteVideo } from './videos'
import { bodyOf, Checks } from '../validation/checks'
import { readChannelFields, readChannelName } from '../validation/channels'
import { page, readPage } from '../validation/paging'
import { queryText } from '../validation/query'
import { accountView, channelStats, channelView, followView, ownerOf } from '../views/actors'

const PRIVATE_PLAYLIST = 3

/** The local part of a handle; another host's actors are unknown here. */
function localName(context: DemoContext, handle: string | string[] | undefined): string {
  const [name = '', host] = String(handle).split('@')
  return host === undefined || host === context.host ? name.toLowerCase() : ''
}

export function channelOfRequest(context: DemoContext, request: Request): ChannelRecord {
  const name = localName(context, request.params['handle'])
  const channel = context.store.state.channels.find((row) => row.name.toLowerCase() === name)
  if (channel === undefined) throw new Problem(404, 'Video channel not found')
  return channel
}

export function accountOfRequest(context: DemoContext, request: Request): AccountRecord {
  const name = localName(context, request.params['handle'])
  const account = context.store.state.accounts.find((row) => row.name.toLowerCase() === name)
  if (account === undefined) throw new Problem(404, 'Account not found')
  return account
}

/** The channel of a request that changes it. */
export function ownChannel(context: DemoContext, request: Request, response: Response): ChannelRecord {
  const channel = channelOfRequest(context, request)
  const user = currentUser(response)
  if (channel.accountId === user.accountId || isModerator(user)) return channel
  throw new Problem(403, 'Only a user with sufficient right can access this account resource.')
}

export function channelRoutes(context: DemoContext): Router {
  const router = Router()
  const { store } = context
  const signedIn = authenticate(context)
  addReadRoutes(context, router)

  router.post('/video-channels', signedIn, async (request, response) => {
    const checks = new Checks(context, request)
    const name = readChannelName(request, checks)
    const fields = readChannelFields(request, checks, true)
    checks.done()
    if (isActorNameTaken(context, name)) {
      const detail =
        'Another actor (account/channel) with this name on this instance already exists or has already existed.'
      throw new Problem(409, detail)
    }
    const account = accountOf(context, currentUser(response))
    const owned = store.state.channels.filter(({ accountId }) => accountId === account.id)
    if (owned.length >= context.settings.maxChannelsPerUser) {
      const limit = String(context.settings.maxChannelsPerUser)
      throw new Problem(400, `You cannot create more than ${limit} channels`)
    }
    const channel = addChannel(context, account, {
      description: null,
      support: null,
      ...fields,
      name,
      displayName: fields.displayName ?? name,
    })
    await store.commit()
    response.json({ videoChannel: { id: channel.id } })
  })

  router.put('/video-channels/:handle', signedIn, async (request, response) => {
    const checks = new Checks(context, request)
    const fields = readChannelFields(request, checks, false)
    const { bulkVideosSupportUpdate: bulk } = bodyOf(request)
    const msg = 'Should have a valid bulkVideosSupportUpdate boolean field'
    checks.check(bulk === undefined || isBooleanText(bulk), 'bulkVideosSupportUpdate', bulk, 'body', msg)
    checks.done()
    const channel = ownChannel(context, request, response)
    // Only a change of the text goes to the videos, and only a true of JSON asks for it.
    if (bulk === true && fields.support !== undefined && fields.support !== channel.support) {
      giveSupport(context, channel, fields.support)
    }
    Object.assign(channel, fields, { updatedAt: context.nowIso() })
    await store.commit()
    response.status(204).type('application/json').end()
  })

  router.delete('/video-channels/:handle', signedIn, async (request, response) => {
    const channel = ownChannel(context, request, response)
    const owned = store.state.channels.filter(({ accountId }) => accountId === channel.accountId)
    if (owned.length === 1) throw new Problem(409, 'Cannot remove the last channel of this user')
    for (const video of store.state.videos.filter(({ channelId }) => channelId === channel.id)) {
      await deleteVideo(context, video)
    }
    for (const playlist of store.state.playlists.filter(({ channelId }) => channelId === channel.id)) {
      Object.assign(playlist, { channelId: null, privacy: PRIVATE_PLAYLIST, updatedAt: context.nowIso() })
    }
    store.state.channels = store.state.channels.filter((row) => row !== channel)
    store.state.retiredNames.push(channel.name.toLowerCase())
    await store.commit()
    response.status(204).type('application/json').end()
  })

  return router
}

function isBooleanText(value: unknown): boolean {
  return typeof value === 'boolean' || value === 'true' || value === 'false'
}

function giveSupport(context: DemoContext, channel: ChannelRecord, support: string | null): void {
  for (const video of context.store.state.videos) if (video.channelId === channel.id) video.support = support
}

function addReadRoutes(context: DemoContext, router: Router): void {
  const { state } = context.store
  const readable = optionalAuthenticate(context)

  const list = (request: Request, response: Response, rows: ChannelRecord[]): void => {
    const paging = readPage(context, request)
    const search = (queryText(request, 'search') ?? '').toLowerCase()
    const sort = queryText(request, 'sort') ?? '-createdAt'
    const stats = queryText(request, 'withStats')
    const checks = new Checks(context, request)
    checks.check(/^-?(id|name|updatedAt|createdAt)$/.test(sort), 'sort', sort, 'query')
    const statsMsg = 'Should have a valid stats flag boolean'
    checks.check(stats === undefined || isBooleanText(stats), 'withStats', stats, 'query', statsMsg)
    checks.done()
    const found = rows.filter(({ name, displayName }) =>
      `${name} ${displayName}`.toLowerCase().includes(search),
    )
    const sorted = found.sort((left, right) =>
      sort.startsWith('-') ? right.id - left.id : left.id - right.id,
    )
    const view = (channel: ChannelRecord): object => ({
      ...channelView(context, channel),
      ...(stats === 'true' ? channelStats(context, channel) : {}),
    })
    response.json(page(sorted, paging, view))
  }

  router.get('/video-channels', readable, (request, response) => {
    list(request, response, [...state.channels])
  })
  router.get('/video-channels/:handle', readable, (request, response) => {
    response.json(channelView(context, channelOfRequest(context, request)))
  })
  router.get('/video-channels/:handle/followers', authenticate(context), (request, response) => {
    const channel = ownChannel(context, request, response)
    const paging = readPage(context, request)
    const sort = queryText(request, 'sort') ?? '-createdAt'
    const checks = new Checks(context, request)
    checks.check(/^-?createdAt$/.test(sort), 'sort', sort, 'query')
    checks.done()
    const rows = [...(channel.followers ?? [])].sort((left, right) => left.id - right.id)
    if (sort.startsWith('-')) rows.reverse()
    response.json(page(rows, paging, (follower) => followView(context, channel, follower)))
  })
  router.get('/accounts/:handle', readable, (request, response) => {
    response.json(accountView(context, accountOfRequest(context, request)))
  })
  router.get('/accounts/:handle/video-channels', readable, (request, response) => {
    const account = accountOfRequest(context, request)
    list(
      request,
      response,
      state.channels.filter((channel) => ownerOf(context, channel) === account),
    )
  })
}
