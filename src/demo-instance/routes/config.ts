import { Router } from 'express'
import type { DemoContext } from '../context'
import { isRecord } from '../validation/checks'
import { serverConfig } from '../views/config'

const about = {
  name: 'Demo instance',
  shortDescription: 'A small PeerTube-compatible instance on this computer',
  description: 'What you upload here stays in a folder of this computer.',
  terms: 'No terms.',
  codeOfConduct: '',
  hardwareInformation: '',
  creationReason: '',
  moderationInformation: '',
  administrator: '',
  maintenanceLifetime: '',
  businessModel: '',
  languages: [],
  categories: [],
  banners: [],
  avatars: [],
}

/** Later values win; objects are merged, everything else is replaced. */
function merge(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(over)) merged[key] = key in base ? merge(base[key], value) : value
  return merged
}

export function configRoutes(context: DemoContext): Router {
  const router = Router()
  router.get('/config', (_request, response) => {
    response.json(merge(serverConfig(context), context.settings.configOverrides))
  })
  router.get('/config/about', (_request, response) => {
    response.json({ instance: about })
  })
  router.get('/server/stats', (_request, response) => {
    const { users, videos } = context.store.state
    response.json({ totalUsers: users.length, totalLocalVideos: videos.length, totalVideos: videos.length })
  })
  return router
}

/** How a client finds out what kind of server this is. */
export function nodeinfoRoutes(context: DemoContext): Router {
  const router = Router()
  router.get('/.well-known/nodeinfo', (_request, response) => {
    const rel = 'http://nodeinfo.diaspora.software/ns/schema/2.0'
    response.json({ links: [{ rel, href: `${context.origin}/nodeinfo/2.0.json` }] })
  })
  router.get('/nodeinfo/:version.json', (request, response) => {
    if (request.params['version'] !== '2.0') {
      response.status(404).json({ error: 'Nodeinfo schema version not handled' })
      return
    }
    response.json({
      version: '2.0',
      software: { name: 'peertube', version: context.version },
      protocols: ['activitypub'],
      services: { inbound: [], outbound: ['atom1.0', 'rss2.0'] },
      openRegistrations: false,
      usage: {
        users: { total: context.store.state.users.length },
        localPosts: context.store.state.videos.length,
      },
      metadata: { nodeName: about.name, nodeDescription: about.shortDescription },
    })
  })
  return router
}
