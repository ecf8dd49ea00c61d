import type { RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import { isModeratorRequest } from './auth'
import type { DemoContext } from './context'
import type { DemoSettings } from './options'

/** PeerTube's limiter: headers on every answer, and a plain text 429 that moderators do not get. */
export function limitRate(context: DemoContext, bucket: keyof DemoSettings['rateLimits']): RequestHandler {
  const { windowMs } = context.settings.rateLimits[bucket]
  return rateLimit({
    windowMs,
    limit: () => context.settings.rateLimits[bucket].max,
    standardHeaders: false,
    legacyHeaders: true,
    handler: (request, response, next, options) => {
      if (isModeratorRequest(context, request)) {
        next()
        return
      }
      // The limiter of PeerTube 5 names the whole window, later ones what is left of it.
      if (!context.since('6.0')) response.set('Retry-After', String(Math.ceil(windowMs / 1000)))
      response.status(options.statusCode).type('text/html').send('Too many requests, please try again later.')
    },
  })
}
