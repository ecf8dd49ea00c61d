import type { Database } from '../../src/main/storage/database'
import { inTransaction } from '../../src/main/storage/database'
import { LibraryTable } from '../../src/main/storage/library-table'
import type { ListedVideo } from '../../src/main/library/ports'

export const ACCOUNT = '11111111-1111-4111-8111-111111111111'

export function insertAccount(database: Database, id: string = ACCOUNT, url = 'https://tube.example'): void {
  database
    .prepare("INSERT INTO accounts VALUES (?, ?, 'Tube', '6.3.0', ?, '', 'signed-in', 'memory', 0, NULL, 0)")
    .run(id, url, `user ${id}`)
}

export function uuidOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}

/** A video as a list tells of it. */
export function listed(index: number, change: Partial<ListedVideo> = {}): ListedVideo {
  const createdAt = Date.UTC(2020, 0, 1) + index * 60_000
  return {
    uuid: uuidOf(index),
    shortUuid: `short${String(index)}`,
    serverId: index,
    name: `Video ${String(index)}`,
    channelId: 1 + (index % 2),
    channelName: index % 2 === 0 ? 'Harbour' : 'Field recordings',
    privacy: 1,
    state: 1,
    stateLabel: 'Published',
    duration: 60,
    views: 0,
    likes: 0,
    createdAt,
    publishedAt: createdAt,
    updatedAt: createdAt,
    scheduledAt: null,
    schedulePrivacy: null,
    originallyPublishedAt: null,
    isLive: false,
    isBlocked: false,
    nsfw: false,
    category: null,
    licence: null,
    language: null,
    waitTranscoding: null,
    description: '',
    tags: [],
    picture: null,
    ...change,
  }
}

/** Writes them as a sync does, a hundred at a time. */
export function writeVideos(
  database: Database,
  videos: readonly ListedVideo[],
  accountId: string = ACCOUNT,
): void {
  const table = new LibraryTable(database)
  for (let at = 0; at < videos.length; at += 100) {
    inTransaction(database, () => {
      table.takePage(accountId, videos.slice(at, at + 100), 1, 0)
    })
  }
}
