import type { LibraryFilter, LibrarySort } from '@shared/library/library'
import { searchTerms, type SearchTerms } from './search'

/** A statement and the values bound to it, in their order; no value ever becomes part of the text. */
export interface Statement {
  sql: string
  values: (string | number)[]
}

const SORT_COLUMNS: Record<Exclude<LibrarySort['column'], 'match'>, string> = {
  name: 'name_key',
  channel: 'channel_key',
  privacy: 'privacy',
  state: 'state',
  duration: 'duration',
  views: 'views',
  bytes: 'bytes',
  createdAt: 'created_at',
  publishedAt: 'published_at',
  updatedAt: 'updated_at',
  scheduledAt: 'scheduled_at',
}

/** How much a hit weighs: name, description, tags, channel, file name, captions. */
const WEIGHTS = '10.0, 2.0, 5.0, 3.0, 4.0, 1.0'
/** Among more hits than these, which one fits best means nothing: the newest come first. */
const MOST_RANKED = 2000

/** The ids of all videos that pass the filter, in order, as one JSON list: `ids`. */
export function idsStatement(filter: LibraryFilter, sort: LibrarySort, hits: number | null): Statement {
  const terms = searchTerms(filter.search)
  if (sort.column === 'match' && terms.match !== null) {
    return hitsInOrder(filter, { ...terms, match: terms.match }, hits ?? 0)
  }
  const all = new Conditions()
  if (terms.match !== null) {
    all.add('v.id IN (SELECT rowid FROM library_search WHERE library_search MATCH ?)', terms.match)
  }
  addSigns(all, terms)
  addFilters(all, filter)
  return idsOf(`SELECT v.id FROM library_videos v ${all.where} ORDER BY ${orderOf(sort)}`, all.values)
}

/** Few hits by how well they fit; many in the index's own order, backwards, which is about the newest first. */
function hitsInOrder(filter: LibraryFilter, terms: SearchTerms & { match: string }, hits: number): Statement {
  const others = new Conditions()
  addSigns(others, terms)
  addFilters(others, filter)
  const isRanked = hits <= MOST_RANKED
  const all = new Conditions()
  all.add('library_search MATCH ?', terms.match)
  all.addAll(others)
  const needsRows = isRanked || others.conditions.length > 0
  const join = needsRows ? 'CROSS JOIN library_videos v ON v.id = library_search.rowid' : ''
  const order = isRanked ? `bm25(library_search, ${WEIGHTS}), v.created_at DESC` : 'library_search.rowid DESC'
  const from = `library_search ${join} ${all.where}`
  return idsOf(`SELECT library_search.rowid AS id FROM ${from} ORDER BY ${order}`, all.values)
}

function idsOf(select: string, values: Statement['values']): Statement {
  return { sql: `SELECT json_group_array(id) AS ids FROM (${select})`, values }
}

/** How many videos the words alone meet, counted up to where it matters: `hits`. Null without words. */
export function hitsStatement(filter: LibraryFilter): Statement | null {
  const { match } = searchTerms(filter.search)
  if (match === null) return null
  const sql = `SELECT count(*) AS hits FROM (
    SELECT rowid FROM library_search WHERE library_search MATCH ? LIMIT ${MOST_RANKED + 1})`
  return { sql, values: [match] }
}

/** Equal ones by age, so that their order never changes; what has no value comes last either way. */
function orderOf({ column, descending }: LibrarySort): string {
  if (column === 'match') return 'v.created_at DESC, v.id DESC'
  const direction = descending ? 'DESC' : 'ASC'
  return `v.${SORT_COLUMNS[column]} ${direction} NULLS LAST, v.id ${direction}`
}

class Conditions {
  readonly conditions: string[] = []
  readonly values: (string | number)[] = []

  add(condition: string, ...values: (string | number)[]): void {
    this.conditions.push(condition)
    this.values.push(...values)
  }

  addAll({ conditions, values }: Conditions): void {
    this.conditions.push(...conditions)
    this.values.push(...values)
  }

  get where(): string {
    return this.conditions.length === 0 ? '' : `WHERE ${this.conditions.join(' AND ')}`
  }

  oneOf(column: string, wanted: readonly (string | number)[]): void {
    if (wanted.length === 0) return
    this.add(`v.${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(wanted))
  }

  flag(condition: string, wanted: boolean | null): void {
    if (wanted !== null) this.add(wanted ? condition : `NOT (${condition})`)
  }

  range(column: string, { min, max }: { min: number | null; max: number | null }): void {
    if (min !== null) this.add(`v.${column} >= ?`, min)
    if (max !== null) this.add(`v.${column} <= ?`, max)
  }
}

function addFilters(all: Conditions, filter: LibraryFilter): void {
  all.oneOf('account_id', filter.accountIds)
  addChannels(all, filter.channelIds)
  all.oneOf('privacy', filter.privacies)
  all.oneOf('state', filter.states)
  all.oneOf('category', filter.categories)
  all.oneOf('licence', filter.licences)
  all.oneOf('language', filter.languages)
  if (filter.tags.length > 0) {
    const tagged = 'SELECT video_id FROM library_tags WHERE tag IN (SELECT value FROM json_each(?))'
    all.add(`v.id IN (${tagged})`, JSON.stringify(filter.tags))
  }
  all.flag('v.scheduled_at IS NOT NULL', filter.scheduled)
  all.flag('v.is_live = 1', filter.live)
  all.flag('v.is_blocked = 1', filter.blocked)
  // Without captions is what is known to have none: nobody has asked for those of every video yet.
  if (filter.captions !== null) all.add('v.has_captions = ?', filter.captions ? 1 : 0)
  all.range('shown_at', filter.date)
  all.range('duration', filter.duration)
  all.range('bytes', filter.bytes)
}

/** Keys as `channelKey` makes them; numbers alone mean the channel of any account. */
function addChannels(all: Conditions, channels: LibraryFilter['channelIds']): void {
  if (channels.length === 0) return
  const keys = JSON.stringify(channels.map(String))
  const key = "v.account_id || ' ' || v.channel_id"
  all.add(
    `(${key} IN (SELECT value FROM json_each(?)) OR CAST(v.channel_id AS TEXT) IN (SELECT value FROM json_each(?)))`,
    keys,
    keys,
  )
}

function addSigns(all: Conditions, { signs }: SearchTerms): void {
  // Tags stand there as they were typed: also with the sign that asks for a picture in colours.
  const key = "v.name_key || ' ' || replace(v.tags, char(65039), '')"
  for (const sign of signs) all.add(`instr(${key}, ?) > 0`, sign)
}
