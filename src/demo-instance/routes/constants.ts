import { Router } from 'express'
import { categories, licences, playlistPrivacies, privacies } from '../constants'
import { isSignLanguage, languages } from '../languages'
import type { DemoContext } from '../context'

export function constantRoutes(context: DemoContext): Router {
  const router = Router()
  const captionLanguages = Object.fromEntries(
    Object.entries(languages).filter(([, label]) => !isSignLanguage(label)),
  )
  router.get('/videos/categories', (_request, response) => {
    response.json(categories)
  })
  router.get('/videos/licences', (_request, response) => {
    response.json(licences(context))
  })
  router.get('/videos/languages', (request, response) => {
    const forCaptions = context.since('8.2') && request.query['scope'] === 'subtitle'
    response.json(forCaptions ? captionLanguages : languages)
  })
  router.get('/videos/privacies', (_request, response) => {
    response.json(privacies(context))
  })
  router.get('/video-playlists/privacies', (_request, response) => {
    response.json(playlistPrivacies)
  })
  return router
}
