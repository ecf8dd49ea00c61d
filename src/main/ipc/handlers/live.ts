import type { Lives } from '../../live'
import type { HandlersOf } from '../handlers'

export function liveHandlers(lives: Lives): HandlersOf<'live'> {
  return {
    'live.page': ({ offset, limit }) => lives.page(offset, limit),
    'live.details': ({ accountId, uuid, refresh }) => lives.details(accountId, uuid, refresh),
    'live.readAnnounced': async () => {
      await lives.readAnnounced()
      return undefined
    },
    'live.keys': ({ accountId, uuid }) => lives.keys(accountId, uuid),
    'live.copyKey': async ({ accountId, uuid, what }) => {
      await lives.copyKey(accountId, uuid, what)
      return undefined
    },
    'live.exportObs': ({ accountId, uuid, protocol }) => lives.exportObs(accountId, uuid, protocol),
    'live.create': async ({ accountId, live }) => ({ uuid: await lives.create(accountId, live) }),
    'live.update': ({ accountId, uuid, changes, base }) => lives.update(accountId, uuid, changes, base),
    'live.watch': ({ watching }) => {
      lives.watch(watching)
      return undefined
    },
  }
}
