import { Router } from 'express'
import type { Request } from 'express'
import { authenticate, optionalAuthenticate, requireUser } from '../auth'
import type { DemoContext } from '../context'
import type { ChannelRecord, VideoRecord } from '../records'
import { bodyOf, Checks, toBoolean } from '../validation/checks'
import { checkReadable, ownVideo, videoOf } from '../validation/find-video'
import { channelOf } from '../views/videos'
import { channelOfRequest, ownChannel } from './channels'

const CHANNEL_DEFAULT = 'channel-default'
const INSTANCE_DEFAULT = 'instance-default'
/** What PeerTube's own configuration says. */
const THEME_OF_INSTANCE = 'galaxy'
const CHANNEL_THEMES = [INSTANCE_DEFAULT, 'galaxy', 'lucide']
const VIDEO_THEMES = [CHANNEL_DEFAULT, ...CHANNEL_THEMES]

/** As it was chosen, and not what comes of it: for who may choose it. */
function isRaw({ query }: Request): boolean {
  return toBoolean(query['raw']) === true
}

function shownTheme(chosen: string): string {
  return chosen === INSTANCE_DEFAULT ? THEME_OF_INSTANCE : chosen
}

function themeOfChannel({ playerTheme = INSTANCE_DEFAULT }: ChannelRecord): string {
  return playerTheme
}

function themeOfVideo({ playerTheme = CHANNEL_DEFAULT }: VideoRecord): string {
  return playerTheme
}

function readTheme(context: DemoContext, request: Request, themes: readonly string[]): string {
  const { theme } = bodyOf(request)
  const checks = new Checks(context, request)
  checks.check(typeof theme === 'string' && themes.includes(theme), 'theme', theme)
  checks.done()
  return String(theme)
}

/** Since 8.0. */
export function playerSettingsRoutes(context: DemoContext): Router {
  const router = Router()
  if (!context.since('8.0')) return router
  const mayBeSignedIn = optionalAuthenticate(context)
  const signedIn = authenticate(context)

  router.get('/player-settings/videos/:videoId', mayBeSignedIn, (request, response) => {
    const video = videoOf(context, request)
    checkReadable(context, request, response, video)
    const theme = themeOfVideo(isRaw(request) ? ownVideo(context, request, response) : video)
    const isChannels = !isRaw(request) && theme === CHANNEL_DEFAULT
    const chosen = isChannels ? themeOfChannel(channelOf(context, video)) : theme
    response.json({ theme: isRaw(request) ? chosen : shownTheme(chosen) })
  })

  router.put('/player-settings/videos/:videoId', signedIn, async (request, response) => {
    const video = ownVideo(context, request, response)
    video.playerTheme = readTheme(context, request, VIDEO_THEMES)
    await context.store.commit()
    response.json({ theme: video.playerTheme })
  })

  router.get('/player-settings/video-channels/:handle', mayBeSignedIn, (request, response) => {
    const theme = themeOfChannel(channelOfRequest(context, request))
    if (isRaw(request)) {
      requireUser(context, request, response)
      ownChannel(context, request, response)
    }
    response.json({ theme: isRaw(request) ? theme : shownTheme(theme) })
  })

  router.put('/player-settings/video-channels/:handle', signedIn, async (request, response) => {
    const channel = ownChannel(context, request, response)
    channel.playerTheme = readTheme(context, request, CHANNEL_THEMES)
    await context.store.commit()
    response.json({ theme: channel.playerTheme })
  })

  return router
}
