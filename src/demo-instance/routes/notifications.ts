import { Router } from 'express'
import { authenticate, currentUser } from '../auth'
import type { DemoContext } from '../context'
import type { NotificationRecord } from '../records'
import { bodyOf, toList } from '../validation/checks'
import { page, readPage } from '../validation/paging'
import { queryText } from '../validation/query'
import { actorSummary } from '../views/actors'
import { channelOf, videoIds } from '../views/videos'

function notificationView(context: DemoContext, row: NotificationRecord): object {
  const video = context.store.state.videos.find(({ id }) => id === row.videoId)
  const subject =
    video === undefined
      ? {}
      : {
          video: {
            ...videoIds(video),
            name: video.name,
            channel: actorSummary(context, channelOf(context, video)),
          },
        }
  const { id, type, read, createdAt } = row
  return { id, type, read, ...subject, createdAt, updatedAt: createdAt }
}

export function notificationRoutes(context: DemoContext): Router {
  const router = Router()
  const { store } = context
  const signedIn = authenticate(context)
  const path = '/users/me/notifications'
  const ownRows = (userId: number): NotificationRecord[] =>
    store.state.notifications.filter((row) => row.userId === userId)

  router.get(path, signedIn, (request, response) => {
    const paging = readPage(context, request)
    const unreadOnly = queryText(request, 'unread') === 'true'
    const rows = ownRows(currentUser(response).id)
      .filter(({ read }) => !unreadOnly || !read)
      .sort((left, right) => right.id - left.id)
    response.json(page(rows, paging, (row) => notificationView(context, row)))
  })

  router.post(`${path}/read`, signedIn, async (request, response) => {
    const ids = toList(bodyOf(request)['ids'])
    for (const row of ownRows(currentUser(response).id)) row.read ||= ids.includes(row.id)
    await store.commit()
    response.sendStatus(204)
  })

  router.post(`${path}/read-all`, signedIn, async (_request, response) => {
    for (const row of ownRows(currentUser(response).id)) row.read = true
    await store.commit()
    response.sendStatus(204)
  })

  return router
}
