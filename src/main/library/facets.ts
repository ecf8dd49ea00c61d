import type { LibraryFacets } from '@shared/library/library'
import type { Database } from '../storage/database'

const MOST_TAGS = 200

/** Values to choose from in the filters, with how many videos have them; the most used first. */
export function readFacets(database: Database, accountIds: readonly string[]): LibraryFacets {
  const where = accountIds.length === 0 ? '' : 'WHERE account_id IN (SELECT value FROM json_each(?))'
  const values = accountIds.length === 0 ? [] : [JSON.stringify(accountIds)]
  const all = <Row>(sql: string): Row[] => database.prepare(sql).all(...values) as Row[]
  const counted = <Id>(column: string): { id: Id; count: number }[] => {
    const known = `${where === '' ? 'WHERE' : `${where} AND`} ${column} IS NOT NULL`
    return all(
      `SELECT ${column} AS id, count(*) AS count FROM library_videos ${known}
       GROUP BY ${column} ORDER BY count DESC, id`,
    )
  }
  return {
    channels: all(
      `SELECT channel_id AS id, account_id AS accountId, max(channel_name) AS label, count(*) AS count
       FROM library_videos ${where} GROUP BY account_id, channel_id ORDER BY count DESC, label`,
    ),
    privacies: counted('privacy'),
    states: all(
      `SELECT state AS id, max(state_label) AS label, count(*) AS count FROM library_videos ${where}
       GROUP BY state ORDER BY count DESC, id`,
    ),
    languages: counted('language'),
    categories: counted('category'),
    licences: counted('licence'),
    tags: all(
      `SELECT tag AS id, count(*) AS count FROM library_tags ${where}
       GROUP BY tag ORDER BY count DESC, tag LIMIT ${MOST_TAGS}`,
    ),
  }
}
