import express from 'express'
import type { Express, RequestHandler } from 'express'
import type { DemoContext } from './context'
import { liveRoutes } from './live/live-routes'
import { liveStreamRoutes } from './live/live-stream'
import { problemHandler } from './problem'
import { settle } from './publishing'
import { limitRate } from './rate-limit'
import { actorPictureRoutes } from './routes/actor-pictures'
import { captionRoutes } from './routes/captions'
import { channelRoutes } from './routes/channels'
import { chapterRoutes } from './routes/chapters'
import { configRoutes, nodeinfoRoutes } from './routes/config'
import { constantRoutes } from './routes/constants'
import { embedPrivacyRoutes } from './routes/embed-privacy'
import { externalAuthRoutes } from './routes/external-auth'
import { fileRoutes } from './routes/files'
import { splitRoutes } from './routes/split'
import { meRoutes } from './routes/me'
import { notOfferedRoutes } from './routes/not-offered'
import { notificationRoutes } from './routes/notifications'
import { oauthRoutes } from './routes/oauth'
import { passwordRoutes } from './routes/passwords'
import { playerSettingsRoutes } from './routes/player-settings'
import { playlistElementRoutes } from './routes/playlist-elements'
import { playlistRoutes } from './routes/playlists'
import { sourceRoutes } from './routes/source'
import { twoFactorRoutes } from './routes/two-factor'
import { uploadRoutes } from './routes/upload'
import { userRoutes } from './routes/users'
import { videoRoutes } from './routes/videos'

const commonHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'x-powered-by': 'PeerTube',
    'X-Frame-Options': 'DENY',
    Tk: 'N',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Retry-After',
  })
  next()
}

/** In this order: fixed paths before `/videos/:id` and the like. */
const apiRoutes = [
  oauthRoutes,
  configRoutes,
  constantRoutes,
  meRoutes,
  notificationRoutes,
  twoFactorRoutes,
  userRoutes,
  notOfferedRoutes,
  liveRoutes,
  uploadRoutes,
  sourceRoutes,
  captionRoutes,
  chapterRoutes,
  passwordRoutes,
  embedPrivacyRoutes,
  playerSettingsRoutes,
  videoRoutes,
  actorPictureRoutes,
  channelRoutes,
  playlistElementRoutes,
  playlistRoutes,
]

function apiRouter(context: DemoContext): express.Router {
  const router = express.Router()
  router.get('/ping', (_request, response) => {
    response.type('text/html').send('pong')
  })
  router.use(limitRate(context, 'api'))
  router.use((_request, _response, next) => {
    settle(context)
    next()
  })
  router.use(express.json({ type: ['application/json', 'application/*+json'], limit: '500kb' }))
  for (const route of apiRoutes) router.use(route(context))
  // An unknown path is a bare 400 in PeerTube, not a 404.
  router.use((_request, response) => {
    response.status(400).type('application/json').end()
  })
  return router
}

export function createApp(context: DemoContext): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'extended')
  app.set('trust proxy', 'loopback')
  app.use(commonHeaders)
  app.use('/api/v1', apiRouter(context))
  app.use(nodeinfoRoutes(context))
  app.use(externalAuthRoutes(context))
  app.use(liveStreamRoutes(context))
  app.use(splitRoutes(context))
  app.use(fileRoutes(context))
  app.use((_request, response) => {
    response.type('text/html').send('<!DOCTYPE html><html lang="en"><title>Demo instance</title></html>')
  })
  app.use(problemHandler(context))
  return app
}
