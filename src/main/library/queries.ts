import type { LibraryFacets, LibraryVideo } from '@shared/library/library'
import type { LibraryPage, LibraryReader, PageRequest } from './reader'

/** Questions to the local copy, wherever they are answered. */
export interface LibraryQueries {
  page(request: PageRequest, revision: number): Promise<LibraryPage>
  facets(accountIds: readonly string[], revision: number): Promise<LibraryFacets>
  /** Null: not in the copy. */
  video(accountId: string, uuid: string): Promise<LibraryVideo | null>
  close(): Promise<void>
}

/** Answers in the caller's own thread. */
export function queriesInPlace(reader: LibraryReader): LibraryQueries {
  return {
    page: async (request, revision) => reader.page(request, revision),
    facets: async (accountIds, revision) => reader.facets(accountIds, revision),
    video: async (accountId, uuid) => reader.video(accountId, uuid),
    close: () => Promise.resolve(),
  }
}
