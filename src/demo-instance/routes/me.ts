import { Router } from 'express'
import { accountOf, authenticate, currentUser } from '../auth'
import { roleLabels } from '../constants'
import type { DemoContext } from '../context'
import { OwnVideos } from '../own-videos'
import { Problem } from '../problem'
import { quotaUsed } from '../quota'
import type { UserRecord } from '../records'
import { Checks } from '../validation/checks'
import { readPage, page } from '../validation/paging'
import { queryText } from '../validation/query'
import { readSort } from '../validation/video-sort'
import { accountView, channelView } from '../views/actors'
import { ownVideoView } from '../views/videos'

const notificationKeys = [
  'newCommentOnMyVideo',
  'newVideoFromSubscription',
  'abuseAsModerator',
  'videoAutoBlacklistAsModerator',
  'blacklistOnMyVideo',
  'myVideoPublished',
  'myVideoImportFinished',
  'newUserRegistration',
  'commentMention',
  'newFollow',
  'newInstanceFollower',
  'autoInstanceFollowing',
  'abuseNewMessage',
  'abuseStateChange',
  'newPeerTubeVersion',
  'newPluginVersion',
  'myVideoStudioEditionFinished',
]

function userView(context: DemoContext, user: UserRecord): object {
  const { channels, playlists } = context.store.state
  const own = channels.filter(({ accountId }) => accountId === user.accountId)
  const watchLater = playlists.filter(({ accountId, type }) => accountId === user.accountId && type === 2)
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    theme: 'instance-default',
    pendingEmail: null,
    emailPublic: context.since('5.2') ? false : undefined,
    emailVerified: user.emailVerified,
    nsfwPolicy: 'do_not_list',
    p2pEnabled: true,
    videosHistoryEnabled: true,
    autoPlayVideo: true,
    videoLanguages: null,
    role: { id: user.role, label: roleLabels[user.role] },
    videoQuota: user.videoQuota,
    videoQuotaDaily: user.videoQuotaDaily,
    blocked: user.blocked,
    blockedReason: null,
    account: accountView(context, accountOf(context, user)),
    notificationSettings: Object.fromEntries(notificationKeys.map((key) => [key, 1])),
    videoChannels: own.map((channel) => channelView(context, channel, false)),
    createdAt: user.createdAt,
    pluginAuth: user.pluginAuth,
    lastLoginDate: user.lastLoginDate,
    twoFactorEnabled: user.otpSecret !== null,
    adminFlags: 0,
    specialPlaylists: watchLater.map(({ id, displayName, type }) => ({ id, name: displayName, type })),
    ...(context.since('8.0') ? { videoChannelCollaborations: [] } : {}),
  }
}

export function meRoutes(context: DemoContext): Router {
  const router = Router()
  const signedIn = authenticate(context)

  router.get('/users/me', signedIn, (_request, response) => {
    response.json(userView(context, currentUser(response)))
  })

  router.get('/users/me/video-quota-used', signedIn, (_request, response) => {
    const { total, daily } = quotaUsed(context, currentUser(response))
    response.json({ videoQuotaUsed: total, videoQuotaUsedDaily: daily })
  })

  const ownVideos = new OwnVideos(context)
  router.get('/users/me/videos', signedIn, (request, response) => {
    const paging = readPage(context, request)
    const checks = new Checks(context, request)
    const sort = readSort(request, checks, '-createdAt')
    const isLive = queryText(request, 'isLive')
    checks.check(isLive === undefined || ['true', 'false'].includes(isLive), 'isLive', isLive, 'query')
    const channelId = context.since('6.0') ? queryText(request, 'channelId') : undefined
    checks.check(channelId === undefined || /^\d+$/.test(channelId), 'channelId', channelId, 'query')
    checks.done()
    const { channels } = context.store.state
    if (channelId !== undefined && !channels.some(({ id }) => String(id) === channelId)) {
      throw new Problem(404, 'Video channel not found')
    }
    const filter = { search: (queryText(request, 'search') ?? '').toLowerCase(), isLive, channelId }
    const rows = ownVideos.list(currentUser(response), sort, filter)
    response.json(page(rows, paging, (video) => ownVideoView(context, video)))
  })

  router.get('/users/me/videos/imports', signedIn, (_request, response) => {
    response.json({ total: 0, data: [] })
  })

  return router
}
