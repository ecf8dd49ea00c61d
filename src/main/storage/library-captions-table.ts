import type { ListedCaption } from '../library/ports'
import type { Database } from './database'
import { Statements } from './statements'

export interface CaptionText extends ListedCaption {
  /** Undefined: as it was, if it was read already. */
  text: string | null | undefined
  /** Its file could not be had: it is to be read again. */
  isUnread: boolean
}

/** The captions of the local copy. Callers hold the transaction. */
export class LibraryCaptionsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** What of its captions was read already: language -> version. */
  versions(accountId: string, uuid: string): Map<string, string> {
    const rows = this.database
      .prepare(
        `SELECT language, version FROM library_captions
         WHERE unread = 0 AND video_id = (SELECT id FROM library_videos WHERE account_id = ? AND uuid = ?)`,
      )
      .all(accountId, uuid) as { language: string; version: string }[]
    return new Map(rows.map(({ language, version }) => [language, version]))
  }

  /** All captions of a video as they are now; returns all that they say, for the search. */
  put(id: number, captions: readonly CaptionText[]): string {
    const languages = captions.map(({ language }) => language).sort()
    this.database
      .prepare('UPDATE library_videos SET caption_languages = ?, has_captions = ? WHERE id = ?')
      .run(JSON.stringify(languages), languages.length > 0 ? 1 : 0, id)
    this.database
      .prepare(
        `DELETE FROM library_captions WHERE video_id = ? AND language NOT IN (SELECT value FROM json_each(?))`,
      )
      .run(id, JSON.stringify(languages))
    for (const { language, version, text, isAutomatic, isUnread } of captions) {
      this.mark(id, language, isAutomatic)
      if (text === undefined) continue
      this.database
        .prepare(
          `INSERT OR REPLACE INTO library_captions (video_id, language, version, text, automatic, unread)
           VALUES (?, ?, ?, ?, ?, ?)`,
        )
        .run(id, language, version, text, asInteger(isAutomatic), asInteger(isUnread))
    }
    const rows = this.database
      .prepare('SELECT text FROM library_captions WHERE video_id = ? AND text IS NOT NULL ORDER BY language')
      .all(id) as { text: string }[]
    return rows.map(({ text }) => text).join('\n')
  }

  private mark(id: number, language: string, isAutomatic: boolean): void {
    this.database
      .prepare('UPDATE library_captions SET automatic = ? WHERE video_id = ? AND language = ?')
      .run(asInteger(isAutomatic), id, language)
  }
}

const asInteger = (value: boolean): number => (value ? 1 : 0)
