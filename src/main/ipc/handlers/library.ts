import type { ReplaceFile } from '../../intake/replace-file'
import type { Library } from '../../library'
import type { Lists } from '../../library/lists'
import type { RemoteVideos } from '../../media/remote-videos'
import type { HandlersOf } from '../handlers'
import type { BulkHandlers } from './library-bulk'
import type { EditHandlers } from './library-edits'

/** Videos, and the lists that go with them, are read together. */
export function libraryHandlers(
  library: Library,
  lists: Lists,
  replaceFile: ReplaceFile,
  remoteVideos: RemoteVideos,
): Omit<HandlersOf<'library'>, keyof EditHandlers | keyof BulkHandlers> {
  return {
    'library.page': (request) => library.page(request),
    'library.facets': ({ accountIds }) => library.facets(accountIds),
    'library.calendar': (span) => library.calendar(span),
    'library.video': ({ accountId, uuid }) => library.video(accountId, uuid),
    'library.playback': ({ accountId, uuid }) => remoteVideos.kindOf(accountId, uuid),
    'library.replaceFile': ({ accountId, uuid }) => replaceFile(accountId, uuid),
    'library.savedFilters': () => library.savedFilters.list(),
    'library.saveFilter': (wanted) => library.savedFilters.save(wanted),
    'library.removeFilter': ({ id }) => library.savedFilters.remove(id),
    'library.status': () => library.status(),
    'library.working': () => library.work.working(),
    'library.sync': ({ accountId }) => {
      lists.sync(accountId)
      library.sync(accountId)
      return undefined
    },
    'library.cancelSync': async ({ accountId }) => {
      await lists.cancelSync(accountId)
      await library.cancelSync(accountId)
      return undefined
    },
  }
}
