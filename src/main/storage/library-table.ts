import type { FieldApart, VideoFields } from '@shared/library/edit'
import type { DetailedVideo, ListedVideo } from '../library/ports'
import type { Database } from './database'
import { LibraryCaptionsTable, type CaptionText } from './library-captions-table'
import { listValues } from './library-columns'
import { contentHash, listHash } from './library-hashes'
import { LibrarySearchTexts } from './library-search-texts'
import { Statements } from './statements'

type Value = string | number | null

type TextColumn = 'file_name' | 'chapters' | 'player_theme' | 'embed_privacy' | 'captions'

interface KnownRow {
  id: number
  uuid: string
  list_hash: string
  content_hash: string
  updated_at: number
  details_at: number | null
  description: string
  tags: string
}

/** What is told of a video beside itself. Undefined: it could not be had, and stays as it was. */
export interface VideoExtras {
  fileName: string | null | undefined
  captions: readonly CaptionText[] | undefined
  apart: FieldsApart
}

/** Fields that are asked for apart; null: the instance has none. Left out: it could not be had, and stays as it was. */
export type FieldsApart = { [Field in FieldApart]?: VideoFields[Field] | null | undefined }

/** Which pass it is that looks at rows; `met_in_sync` alone tells where its own pages have been. */
type Seen = Record<'seen_in_sync', number> & Partial<Record<'met_in_sync', number>>

/** Videos that are watched change `updatedAt` all the time; what they say of themselves is read again once a day. */
const DETAILS_LAST_MS = 24 * 3_600_000
/** What lists cut descriptions with. */
const ELLIPSIS = /(\.\.\.|…)$/
/** What could not be read is tried again after so long, then after twice as long each time, up to a day. */
const FIRST_PAUSE_MS = 10 * 60_000
const LONGEST_PAUSE_MS = 24 * 3_600_000
const MOST_DOUBLINGS = 10

/**
 * The writing side of the local copy. Callers hold the transaction. Longer than other files, since its statements share
 * the columns of one table: each writes some of what the next one compares.
 */
export class LibraryTable {
  private readonly database: Statements
  private readonly searchTexts: LibrarySearchTexts
  private readonly captions: LibraryCaptionsTable

  constructor(database: Database) {
    this.database = new Statements(database)
    this.searchTexts = new LibrarySearchTexts(database)
    this.captions = new LibraryCaptionsTable(database)
  }

  /** Takes in rows of a list; returns how many rows were new or differed. */
  take(accountId: string, videos: readonly ListedVideo[], pass: number, now: number): number {
    return this.takeRows(accountId, videos, { seen_in_sync: pass }, now)
  }

  /** The same with rows of the list that the pass itself reads. */
  takePage(accountId: string, videos: readonly ListedVideo[], pass: number, now: number): number {
    return this.takeRows(accountId, videos, { seen_in_sync: pass, met_in_sync: pass }, now)
  }

  /** Rows that the list of the pass has, whatever it says of them. */
  meetPage(accountId: string, uuids: readonly string[], pass: number): void {
    this.database
      .prepare(
        `UPDATE library_videos SET seen_in_sync = ?, met_in_sync = ?
         WHERE account_id = ? AND uuid IN (SELECT value FROM json_each(?))`,
      )
      .run(pass, pass, accountId, JSON.stringify(uuids))
  }

  private takeRows(accountId: string, videos: readonly ListedVideo[], seen: Seen, now: number): number {
    const known = this.known(
      accountId,
      videos.map(({ uuid }) => uuid),
    )
    const unchanged: number[] = []
    let changed = 0
    for (const video of videos) {
      const row = known.get(video.uuid)
      if (row?.list_hash === listHash(video)) unchanged.push(row.id)
      else {
        const hashes = { list: listHash(video), content: contentHash(video) }
        this.searchTexts.fold(this.put(accountId, video, row, seen, now, hashes))
        changed += 1
      }
    }
    if (unchanged.length > 0) {
      const marks = Object.keys(seen).map((name) => `${name} = ?`)
      this.database
        .prepare(`UPDATE library_videos SET ${marks.join(', ')} WHERE id IN (SELECT value FROM json_each(?))`)
        .run(...Object.values(seen), JSON.stringify(unchanged))
    }
    return changed
  }

  /** Takes in one video as it answered for itself; it stays due for what could not be had of it. */
  takeDetails(accountId: string, video: DetailedVideo, extras: VideoExtras, pass: number, now: number): void {
    const { support, commentsPolicy, downloadEnabled, nsfwFlags, nsfwSummary, bytes, ...listed } = video
    const { fileName, captions, apart } = extras
    const row = this.known(accountId, [video.uuid]).get(video.uuid)
    // The next list is compared anew; it looks different from this even when nothing changed.
    const hashes = { list: '', content: row?.content_hash ?? '' }
    const id = this.put(accountId, listed, row, { seen_in_sync: pass }, now, hashes)
    this.database
      .prepare(
        `UPDATE library_videos SET bytes = ?, details_at = ?, details_due = 0, details_failures = 0,
           details_not_before = 0 WHERE id = ?`,
      )
      .run(bytes, now, id)
    this.database
      .prepare(
        `UPDATE library_texts SET description = ?, support = ?, comments_policy = ?, download_enabled = ?,
           nsfw_flags = ?, nsfw_summary = ? WHERE id = ?`,
      )
      .run(video.description, support, commentsPolicy, asInteger(downloadEnabled), nsfwFlags, nsfwSummary, id)
    if (fileName !== undefined) this.setText(id, 'file_name', fileName)
    this.putApart(id, apart)
    if (captions !== undefined) this.setText(id, 'captions', this.captions.put(id, captions))
    this.searchTexts.fold(id)
  }

  /** Takes in what was asked for apart of a video that is there already. */
  takeApart(accountId: string, uuid: string, apart: FieldsApart): void {
    const row = this.known(accountId, [uuid]).get(uuid)
    if (row !== undefined) this.putApart(row.id, apart)
  }

  private putApart(id: number, { chapters, playerTheme, embedPrivacy }: FieldsApart): void {
    if (chapters !== undefined) this.setText(id, 'chapters', chapters && JSON.stringify(chapters))
    if (playerTheme !== undefined) this.setText(id, 'player_theme', playerTheme)
    if (embedPrivacy !== undefined)
      this.setText(id, 'embed_privacy', embedPrivacy && JSON.stringify(embedPrivacy))
  }

  private setText(id: number, column: TextColumn, text: string | null): void {
    this.database.prepare(`UPDATE library_texts SET ${column} = ? WHERE id = ?`).run(text, id)
  }

  /** Takes in what an edit made of a video that is there already; files and captions stay as they were. */
  takeEdited(accountId: string, video: DetailedVideo, apart: FieldsApart, pass: number, now: number): void {
    const id = this.putFields(accountId, video, apart, pass, now)
    // There is nothing more to be asked of it before it changes, unless nobody has asked yet.
    if (id === null) return
    this.database
      .prepare('UPDATE library_videos SET details_due = 0 WHERE id = ? AND has_captions >= 0')
      .run(id)
  }

  /** Takes in the fields of a video that is there already. The rest of it is read when its turn comes. */
  takeFields(accountId: string, video: DetailedVideo, pass: number, now: number): void {
    this.putFields(accountId, video, {}, pass, now)
  }

  /** Returns its row; null: it is not there. */
  private putFields(
    accountId: string,
    video: DetailedVideo,
    apart: FieldsApart,
    pass: number,
    now: number,
  ): number | null {
    const { support, commentsPolicy, downloadEnabled, nsfwFlags, nsfwSummary, bytes, ...listed } = video
    const row = this.known(accountId, [video.uuid]).get(video.uuid)
    if (row === undefined) return null
    this.put(accountId, listed, row, { seen_in_sync: pass }, now, { list: '', content: row.content_hash })
    this.database
      .prepare('UPDATE library_videos SET bytes = coalesce(?, bytes) WHERE id = ?')
      .run(bytes, row.id)
    this.database
      .prepare(
        `UPDATE library_texts SET description = ?, support = ?, comments_policy = ?, download_enabled = ?,
           nsfw_flags = ?, nsfw_summary = ? WHERE id = ?`,
      )
      .run(
        video.description,
        support,
        commentsPolicy,
        asInteger(downloadEnabled),
        nsfwFlags,
        nsfwSummary,
        row.id,
      )
    this.putApart(row.id, apart)
    this.searchTexts.fold(row.id)
    return row.id
  }

  /** Whether the pages of the pass itself met it. */
  hasSeen(accountId: string, pass: number, uuid: string): boolean {
    const row = this.database
      .prepare('SELECT 1 FROM library_videos WHERE account_id = ? AND uuid = ? AND met_in_sync = ?')
      .get(accountId, uuid, pass)
    return row !== undefined
  }

  /** Deletes up to 100 videos that a complete pass did not meet; returns how many. */
  removeUnseen(accountId: string, pass: number): number {
    const { changes } = this.database
      .prepare(
        `DELETE FROM library_videos WHERE id IN (
           SELECT id FROM library_videos WHERE account_id = ? AND seen_in_sync < ? LIMIT 100)`,
      )
      .run(accountId, pass)
    return changes
  }

  remove(accountId: string, uuid: string): boolean {
    const { changes } = this.database
      .prepare('DELETE FROM library_videos WHERE account_id = ? AND uuid = ?')
      .run(accountId, uuid)
    return changes > 0
  }

  /** The newest video whose details were never read, or are old; those that failed come last. Null: none, or none yet. */
  nextDue(accountId: string, now: number): string | null {
    const row = this.database
      .prepare(
        `SELECT uuid FROM library_videos WHERE account_id = ? AND details_due = 1 AND details_not_before <= ?
         ORDER BY details_failures, created_at DESC LIMIT 1`,
      )
      .get(accountId, now) as { uuid: string } | undefined
    return row?.uuid ?? null
  }

  /** It, or some of it, could not be read. */
  putOff(accountId: string, uuid: string, now: number): void {
    this.database
      .prepare(
        `UPDATE library_videos SET details_due = 1, details_failures = details_failures + 1,
           details_not_before = ? + min(?, ? << min(details_failures, ${String(MOST_DOUBLINGS)}))
         WHERE account_id = ? AND uuid = ?`,
      )
      .run(now, LONGEST_PAUSE_MS, FIRST_PAUSE_MS, accountId, uuid)
  }

  /** Videos whose captions, size and what else only they tell themselves is not known yet. */
  countUnread(accountId: string): number {
    const { n } = this.database
      .prepare(
        'SELECT count(*) AS n FROM library_videos WHERE account_id = ? AND details_due = 1 AND has_captions < 0',
      )
      .get(accountId) as { n: number }
    return n
  }

  /** What of its captions was read already: language -> version. */
  captionVersions(accountId: string, uuid: string): Map<string, string> {
    return this.captions.versions(accountId, uuid)
  }

  picture(accountId: string, uuid: string): { address: string; version: string } | null {
    const row = this.database
      .prepare('SELECT picture, picture_version FROM library_videos WHERE account_id = ? AND uuid = ?')
      .get(accountId, uuid) as { picture: string | null; picture_version: string | null } | undefined
    if (row?.picture == null || row.picture_version === null) return null
    return { address: row.picture, version: row.picture_version }
  }

  private known(accountId: string, uuids: readonly string[]): Map<string, KnownRow> {
    const rows = this.database
      .prepare(
        `SELECT v.id, v.uuid, v.list_hash, v.content_hash, v.updated_at, v.details_at, v.tags, t.description
         FROM json_each(?) AS wanted
         CROSS JOIN library_videos v ON v.account_id = ? AND v.uuid = wanted.value JOIN library_texts t ON t.id = v.id`,
      )
      .all(JSON.stringify(uuids), accountId) as KnownRow[]
    return new Map(rows.map((row) => [row.uuid, row]))
  }

  private put(
    accountId: string,
    listed: ListedVideo,
    known: KnownRow | undefined,
    seen: Seen,
    now: number,
    hashes: { list: string; content: string },
  ): number {
    const tags = listed.tags ?? (known === undefined ? [] : (JSON.parse(known.tags) as string[]))
    const values: Record<string, Value> = {
      ...listValues(listed, tags),
      ...seen,
      list_hash: hashes.list,
      content_hash: hashes.content,
    }
    const id = known === undefined ? this.insert(accountId, values) : known.id
    if (known !== undefined) this.update(known, values, now)
    if (known?.tags !== JSON.stringify(tags)) this.putTags(id, accountId, tags)
    this.putTexts(id, listed, tags, known)
    return id
  }

  private insert(accountId: string, values: Record<string, Value>): number {
    const names = Object.keys(values)
    const { lastInsertRowid } = this.database
      .prepare(
        `INSERT INTO library_videos (account_id, caption_languages, has_captions, details_due, ${names.join(', ')})
         VALUES (?, '[]', -1, 1, ${names.map(() => '?').join(', ')})`,
      )
      .run(accountId, ...Object.values(values))
    return Number(lastInsertRowid)
  }

  private update(known: KnownRow, values: Record<string, Value>, now: number): void {
    const isOld = known.details_at === null || now - known.details_at > DETAILS_LAST_MS
    const isTouched = values['updated_at'] !== known.updated_at
    const isOther = known.content_hash !== '' && values['content_hash'] !== known.content_hash
    const isDue = isOther || (isTouched && isOld)
    const names = Object.keys(values)
    this.database
      .prepare(
        `UPDATE library_videos SET ${names.map((name) => `${name} = ?`).join(', ')},
           details_due = max(details_due, ?) WHERE id = ?`,
      )
      .run(...Object.values(values), isDue ? 1 : 0, known.id)
  }

  private putTags(id: number, accountId: string, tags: readonly string[]): void {
    this.database.prepare('DELETE FROM library_tags WHERE video_id = ?').run(id)
    this.database
      .prepare(
        'INSERT OR IGNORE INTO library_tags (video_id, tag, account_id) SELECT ?, value, ? FROM json_each(?)',
      )
      .run(id, accountId, JSON.stringify(tags))
  }

  private putTexts(id: number, listed: ListedVideo, tags: readonly string[], known?: KnownRow): void {
    const { name, channelName } = listed
    const said = tags.join(' ')
    if (known === undefined) {
      this.database
        .prepare(
          `INSERT INTO library_texts (id, name, description, tags, channel, captions, support)
           VALUES (?, ?, ?, ?, ?, '', '')`,
        )
        .run(id, name, listed.description, said, channelName)
      return
    }
    const description = longer(known.description, listed.description)
    this.database
      .prepare('UPDATE library_texts SET name = ?, description = ?, tags = ?, channel = ? WHERE id = ?')
      .run(name, description, said, channelName, id)
  }
}

/** The full description that is known already, as long as the list's is its beginning. */
function longer(known: string, listed: string): string {
  const beginning = listed.replace(ELLIPSIS, '')
  return beginning !== listed && known.startsWith(beginning) ? known : listed
}

function asInteger(value: boolean | null): number | null {
  return value === null ? null : value ? 1 : 0
}
