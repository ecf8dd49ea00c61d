import express from 'express'
import type { Express, RequestHandler } from 'express'
import type { DemoContext } from './context'
import { problemHandler } from './problem'
import { settle } from './publishing'
import { limitRate } from './rate-limit'
import { configRoutes, nodeinfoRoutes } from './routes/config'
import { constantRoutes } from './routes/constants'
import { fileRoutes } from './routes/files'
import { meRoutes } from './routes/me'
import { oauthRoutes } from './routes/oauth'
import { uploadRoutes } from './routes/upload'
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

function apiRouter(context: DemoContext): express.Router {
  const router = express.Router()
  router.get('/ping', (_request, response) => {
    response.type('text/html').send('pong')
  })
  router.use(limitRate(context, context.settings.rateLimits.api))
  router.use((_request, _response, next) => {
    settle(context)
    next()
  })
  router.use(express.json({ type: ['application/json', 'application/*+json'], limit: '500kb' }))
  const routes = [oauthRoutes, configRoutes, constantRoutes, meRoutes, uploadRoutes, videoRoutes]
  for (const route of routes) router.use(route(context))
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
  app.use(fileRoutes(context))
  app.use((_request, response) => {
    response.type('text/html').send('<!DOCTYPE html><html lang="en"><title>Demo instance</title></html>')
  })
  app.use(problemHandler(context))
  return app
}
