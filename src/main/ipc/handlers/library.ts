import type { Library } from '../../library'
import type { HandlersOf } from '../handlers'

export function libraryHandlers(library: Library): HandlersOf<'library'> {
  return {
    'library.page': (request) => library.page(request),
    'library.facets': ({ accountIds }) => library.facets(accountIds),
    'library.video': ({ accountId, uuid }) => library.video(accountId, uuid),
    'library.status': () => library.status(),
    'library.working': () => library.work.working(),
    'library.sync': ({ accountId }) => {
      library.sync(accountId)
      return undefined
    },
    'library.cancelSync': async ({ accountId }) => {
      await library.cancelSync(accountId)
      return undefined
    },
  }
}
