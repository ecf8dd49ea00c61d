import type { LibraryFacets, LibraryVideo } from '@shared/library/library'
import type { Calendar, CalendarSpan } from './calendar'
import type { LibraryPage, LibraryReader, PageRequest, VideoKey } from './reader'

/** Questions to the local copy, wherever they are answered. */
export interface LibraryQueries {
  page(request: PageRequest, revision: number): Promise<LibraryPage>
  facets(accountIds: readonly string[], revision: number): Promise<LibraryFacets>
  /** Null: not in the copy. */
  video(accountId: string, uuid: string): Promise<LibraryVideo | null>
  /** All videos that pass the filter, in order. */
  keys(request: Pick<PageRequest, 'filter' | 'sort'>, revision: number): Promise<VideoKey[]>
  /** What is scheduled, with what waits to be sent laid over it. */
  calendar(span: CalendarSpan): Promise<Calendar>
  close(): Promise<void>
}

/** Answers in the caller's own thread. */
export function queriesInPlace(reader: LibraryReader): LibraryQueries {
  return {
    page: async (request, revision) => reader.page(request, revision),
    facets: async (accountIds, revision) => reader.facets(accountIds, revision),
    video: async (accountId, uuid) => reader.video(accountId, uuid),
    keys: async (request, revision) => reader.keys(request, revision),
    calendar: async (span) => reader.calendar(span),
    close: () => Promise.resolve(),
  }
}
