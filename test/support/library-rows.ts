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

const WORDS =
  'harbour tide mill lighthouse old bridge night train market orchard workshop observatory ferry windmill archive ' +
  'glacier café bookbinder beekeeping piano lesson kite repair mountain hut allotment print shop tram depot walk ' +
  'interview timelapse restoration lecture concert field recording tutorial documentary rehearsal tour discussion'
const words = WORDS.split(' ')

/** A large library that looks like one: words of different frequency, everything different from row to row. */
export function plausible(index: number): ListedVideo {
  const word = (salt: number): string =>
    words[(index * 7919 + salt * 104_729 + ((index * salt) >> 3)) % words.length] ?? ''
  const some = (count: number, salt: number): string =>
    Array.from({ length: count }, (_, at) => word(at * 3 + salt)).join(' ')
  return listed(index, {
    name: `${some(4, 1)} ${String(index)}`,
    description: `${some(30, 5)} session${String(index % 997)}`,
    tags: [word(2), word(4)].filter((tag, at, all) => all.indexOf(tag) === at),
    channelId: 1 + (index % 12),
    channelName: `Channel ${String(1 + (index % 12))}`,
    privacy: 1 + (index % 4),
    duration: (index * 37) % 7200,
    views: (index * 7919) % 100_003,
    category: 1 + (index % 18),
    language: ['en', 'fr', 'de', null][index % 4] ?? null,
    licence: index % 3 === 0 ? 1 : null,
    scheduledAt: index % 500 === 0 ? Date.UTC(2027, 0, 1) + index : null,
    isLive: index % 300 === 0,
  })
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
      table.take(accountId, videos.slice(at, at + 100), 1, 0)
    })
  }
}
