import { createHash } from 'node:crypto'
import type { Chapter } from '@shared/uploads/draft'
import type { DetailedVideo, ListedCaption, ListedVideo } from '../library/ports'
import type { Database } from './database'
import { Statements } from './statements'
import { LIST_COLUMNS, listValues } from './library-columns'

type Value = string | number | null

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

export interface CaptionText extends ListedCaption {
  /** Undefined: as it was, if it was read already. */
  text: string | null | undefined
}

/** A video whose details are to be read. */
export interface DueVideo {
  id: number
  uuid: string
}

/** Videos that are watched change `updatedAt` all the time; what they say of themselves is read again once a day. */
const DETAILS_LAST_MS = 24 * 3_600_000
/** What lists cut descriptions with. */
const ELLIPSIS = /(\.\.\.|…)$/

/**
 * The writing side of the local copy. Callers hold the transaction. Longer than other files, since its statements share
 * the columns of one table: each writes some of what the next one compares.
 */
export class LibraryTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** Takes in rows of a list; returns how many rows were new or differed. */
  take(accountId: string, videos: readonly ListedVideo[], pass: number, now: number): number {
    const known = this.known(
      accountId,
      videos.map(({ uuid }) => uuid),
    )
    const unchanged: number[] = []
    let changed = 0
    for (const video of videos) {
      const row = known.get(video.uuid)
      if (row?.list_hash === hash(video)) unchanged.push(row.id)
      else {
        this.put(accountId, video, row, pass, now, { list: hash(video), content: contentHash(video) })
        changed += 1
      }
    }
    if (unchanged.length > 0) {
      this.database
        .prepare('UPDATE library_videos SET seen_in_sync = ? WHERE id IN (SELECT value FROM json_each(?))')
        .run(pass, JSON.stringify(unchanged))
    }
    return changed
  }

  /** Takes in one video as it answered for itself; returns its row. */
  takeDetails(
    accountId: string,
    video: DetailedVideo,
    extra: { fileName: string | null; captions: readonly CaptionText[]; chapters: readonly Chapter[] | null },
    pass: number,
    now: number,
  ): number {
    const { support, commentsPolicy, downloadEnabled, nsfwFlags, nsfwSummary, bytes, ...listed } = video
    const row = this.known(accountId, [video.uuid]).get(video.uuid)
    // The next list is compared anew; it looks different from this even when nothing changed.
    const id = this.put(accountId, listed, row, pass, now, { list: '', content: row?.content_hash ?? '' })
    const captions = this.putCaptions(id, extra.captions)
    const languages = extra.captions.map(({ language }) => language).sort()
    this.database
      .prepare(
        `UPDATE library_videos SET bytes = ?, caption_languages = ?, has_captions = ?, details_at = ?, details_due = 0
         WHERE id = ?`,
      )
      .run(bytes, JSON.stringify(languages), languages.length > 0 ? 1 : 0, now, id)
    this.database
      .prepare(
        `UPDATE library_texts SET description = ?, file_name = ?, captions = ?, support = ?, comments_policy = ?,
           download_enabled = ?, nsfw_flags = ?, nsfw_summary = ?, chapters = ? WHERE id = ?`,
      )
      .run(
        video.description,
        extra.fileName,
        captions,
        support,
        commentsPolicy,
        asInteger(downloadEnabled),
        nsfwFlags,
        nsfwSummary,
        extra.chapters === null ? null : JSON.stringify(extra.chapters),
        id,
      )
    return id
  }

  /** Takes in what an edit made of a video that is there already; files and captions stay as they were. */
  takeEdited(
    accountId: string,
    video: DetailedVideo,
    chapters: readonly Chapter[] | null,
    pass: number,
    now: number,
  ): void {
    const id = this.putFields(accountId, video, chapters, pass, now)
    if (id !== null) this.giveUp(id)
  }

  /** Takes in the fields of a video that is there already. The rest of it is read when its turn comes. */
  takeFields(accountId: string, video: DetailedVideo, pass: number, now: number): void {
    this.putFields(accountId, video, null, pass, now)
  }

  /** Returns its row; null: it is not there. */
  private putFields(
    accountId: string,
    video: DetailedVideo,
    chapters: readonly Chapter[] | null,
    pass: number,
    now: number,
  ): number | null {
    const { support, commentsPolicy, downloadEnabled, nsfwFlags, nsfwSummary, bytes, ...listed } = video
    const row = this.known(accountId, [video.uuid]).get(video.uuid)
    if (row === undefined) return null
    this.put(accountId, listed, row, pass, now, { list: '', content: row.content_hash })
    this.database
      .prepare('UPDATE library_videos SET bytes = coalesce(?, bytes) WHERE id = ?')
      .run(bytes, row.id)
    this.database
      .prepare(
        `UPDATE library_texts SET description = ?, support = ?, comments_policy = ?, download_enabled = ?,
           nsfw_flags = ?, nsfw_summary = ?, chapters = coalesce(?, chapters) WHERE id = ?`,
      )
      .run(
        video.description,
        support,
        commentsPolicy,
        asInteger(downloadEnabled),
        nsfwFlags,
        nsfwSummary,
        chapters === null ? null : JSON.stringify(chapters),
        row.id,
      )
    return row.id
  }

  hasSeen(accountId: string, pass: number, uuid: string): boolean {
    const row = this.database
      .prepare('SELECT 1 FROM library_videos WHERE account_id = ? AND uuid = ? AND seen_in_sync = ?')
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

  /** The newest video whose details were never read, or are old. */
  nextDue(accountId: string): DueVideo | null {
    const row = this.database
      .prepare(
        'SELECT id, uuid FROM library_videos WHERE account_id = ? AND details_due = 1 ORDER BY created_at DESC LIMIT 1',
      )
      .get(accountId) as DueVideo | undefined
    return row === undefined ? null : { id: row.id, uuid: row.uuid }
  }

  /** There is nothing more to be asked of it before it changes. */
  giveUp(id: number): void {
    this.database.prepare('UPDATE library_videos SET details_due = 0 WHERE id = ?').run(id)
  }

  /** What of its captions was read already: language -> version. */
  captionVersions(accountId: string, uuid: string): Map<string, string> {
    const rows = this.database
      .prepare(
        `SELECT language, version FROM library_captions
         WHERE video_id = (SELECT id FROM library_videos WHERE account_id = ? AND uuid = ?)`,
      )
      .all(accountId, uuid) as { language: string; version: string }[]
    return new Map(rows.map(({ language, version }) => [language, version]))
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
    pass: number,
    now: number,
    hashes: { list: string; content: string },
  ): number {
    const tags = listed.tags ?? (known === undefined ? [] : (JSON.parse(known.tags) as string[]))
    const values: Record<string, Value> = {
      ...listValues(listed, tags),
      seen_in_sync: pass,
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
         VALUES (?, '[]', 0, 1, ${names.map(() => '?').join(', ')})`,
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

  private markCaption(id: number, language: string, isAutomatic: boolean): void {
    this.database
      .prepare('UPDATE library_captions SET automatic = ? WHERE video_id = ? AND language = ?')
      .run(asInteger(isAutomatic), id, language)
  }

  /** Returns all that its captions say. */
  private putCaptions(id: number, captions: readonly CaptionText[]): string {
    this.database
      .prepare(
        `DELETE FROM library_captions WHERE video_id = ? AND language NOT IN (SELECT value FROM json_each(?))`,
      )
      .run(id, JSON.stringify(captions.map(({ language }) => language)))
    for (const { language, version, text, isAutomatic } of captions) {
      this.markCaption(id, language, isAutomatic)
      if (text === undefined) continue
      this.database
        .prepare(
          'INSERT OR REPLACE INTO library_captions (video_id, language, version, text, automatic) VALUES (?, ?, ?, ?, ?)',
        )
        .run(id, language, version, text, asInteger(isAutomatic))
    }
    const rows = this.database
      .prepare('SELECT text FROM library_captions WHERE video_id = ? AND text IS NOT NULL ORDER BY language')
      .all(id) as { text: string }[]
    return rows.map(({ text }) => text).join('\n')
  }
}

/** The full description that is known already, as long as the list's is its beginning. */
function longer(known: string, listed: string): string {
  const beginning = listed.replace(ELLIPSIS, '')
  return beginning !== listed && known.startsWith(beginning) ? known : listed
}

function hash(listed: ListedVideo): string {
  return digest(LIST_COLUMNS.map((column) => listed[column] ?? null))
}

/** What a person or the server's work changes, and no visitor does. */
function contentHash(listed: ListedVideo): string {
  const { views: _views, likes: _likes, updatedAt: _updatedAt, ...content } = listed
  return digest(LIST_COLUMNS.map((column) => (column in content ? (listed[column] ?? null) : null)))
}

function digest(values: readonly unknown[]): string {
  return createHash('sha1').update(JSON.stringify(values)).digest('base64url')
}

function asInteger(value: boolean | null): number | null {
  return value === null ? null : value ? 1 : 0
}
