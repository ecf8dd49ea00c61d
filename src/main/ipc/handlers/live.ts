import type { FormOutbox } from '../../library/forms/outbox'
import type { Lives } from '../../live'
import type { HandlersOf } from '../handlers'

export function liveHandlers(lives: Lives, forms: FormOutbox): HandlersOf<'live'> {
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
    'live.forms': () => forms.forms('live'),
    'live.save': async ({ accountId, uuid, fields, seen }) => {
      const common = { name: '', supportForVideos: false, formId: null }
      const { outcome } = await forms.save({ ...common, of: 'live', accountId, target: uuid, fields, seen })
      return { outcome }
    },
    'live.watch': ({ watching }) => {
      lives.watch(watching)
      return undefined
    },
  }
}
