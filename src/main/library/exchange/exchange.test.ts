import { PassThrough } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import type { VideoFields } from '@shared/library/edit'
import { differences } from '@shared/library/edit-changes'
import { emptyDraft, PRIVACY } from '@shared/uploads/draft'
import { describe, expect, it } from 'vitest'
import { FACTS } from '../../../../test/support/exchange'
import { instanceLimits } from '../../../../test/support/instance-limits'
import type { BulkFields } from '../bulk/plan-changes'
import { UNKNOWN_CELL, type ExchangeRecord } from './columns'
import { escapeFormulas, unescapeFormulas } from './formulas'
import { readCsv, type TableHead, type TableRow } from './read-csv'
import { readJson } from './read-json'
import { fromRow, toRecord } from './record'
import { delimiterFor, writeTable, type Delimiter, type TableFormat } from './write-table'

const UUID = FACTS.uuid
const LISTS = {
  channels: [
    { id: 1, name: 'harbour', displayName: 'Harbour', support: '' },
    { id: 2, name: 'twin_a', displayName: 'Twin', support: '' },
    { id: 3, name: 'twin_b', displayName: 'Twin', support: '' },
  ],
  categories: [{ id: 1, label: 'Music' }],
  licences: [{ id: 7, label: 'Public Domain' }],
  languages: [{ id: 'fr', label: 'French' }],
  privacies: [
    { id: PRIVACY.public, label: 'Public' },
    { id: PRIVACY.private, label: 'Private' },
  ],
}

function fields(some: Partial<BulkFields> = {}): BulkFields {
  return { ...emptyDraft('Boats'), channelId: 1, ...some }
}

async function* oneBatch(records: readonly ExchangeRecord[]) {
  await Promise.resolve()
  yield records
}

async function written(
  records: readonly ExchangeRecord[],
  format: TableFormat,
  delimiter: Delimiter = ',',
): Promise<string> {
  const sink = new PassThrough()
  const all = textOf(sink)
  await writeTable(oneBatch(records), { format, delimiter }, sink)
  sink.end()
  return all
}

/** In pieces of seven bytes, so that letters and lines are cut anywhere; what is long in larger ones. */
async function* chunksOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content)
  const size = bytes.length > 1_000_000 ? 65_536 : 7
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve()
    yield bytes.subarray(at, at + size)
  }
}

async function read(content: string | Uint8Array, format: TableFormat = 'csv') {
  const heads: TableHead[] = []
  const rows: TableRow[] = []
  const reader = format === 'csv' ? readCsv : readJson
  for await (const row of reader(chunksOf(content), (head) => heads.push(head))) rows.push(row)
  return { head: heads[0], rows }
}

const AWKWARD: Partial<BulkFields>[] = [
  { title: '=HYPERLINK("https://evil.example")', tags: ['a,b', 'c\\d', 'é'] },
  { title: "'=already", description: 'two\r\nlines\n\n"quoted"; and, more' },
  { title: "''-1", support: '@SUM(A1)' },
  { title: 'Boats;=1+1', support: 'a\t"=HYPERLINK("https://evil.example")";\'-1, "@SUM(A1)' },
  { title: 'Boats; =1', description: "- a list\n- of two\r\n'- and quoted\n\t=1\n\n+" },
  { title: '  spaces  ', description: '\tTab' },
  // None of them is in a list any more.
  { channelId: 9, category: 98, licence: 97, language: 'xx', privacy: 7, commentsPolicy: 5 },
  { channelId: 2, category: 99, licence: 7, language: 'fr', nsfw: true, downloadEnabled: false },
  { playerTheme: 'lucide', embedPrivacy: { policy: 2, domains: ['blog.example.org', 'example.org:8080'] } },
  { playerTheme: 'a-later-one', embedPrivacy: { policy: 2, domains: [] } },
  { commentsPolicy: 3, originallyPublishedAt: '1999-12-31T23:00:00.000Z', waitTranscoding: false },
  { schedule: { updateAt: '2027-01-02T03:04:05.000Z', privacy: PRIVACY.public, timeZone: 'Europe/Paris' } },
]

describe.each(['csv', 'json'] as const)('%s', (format) => {
  it.each(AWKWARD)('comes back as it went: %o', async (some) => {
    const now = fields(some)
    const lists = { ...LISTS, categories: [...LISTS.categories, { id: 99, label: 'Boats' }] }
    const { rows } = await read(await written([toRecord(FACTS, now, lists)], format), format)
    const [row] = rows
    if (row === undefined) throw new Error('no row came back')
    const { fields: back, problems } = fromRow(row, lists, now)
    const whole: VideoFields = { ...emptyDraft(''), ...now }
    const { changes: changed } = differences(whole, back, instanceLimits().features)
    expect({ uuid: row.uuid, problems, changed }).toEqual({
      uuid: UUID,
      problems: [],
      changed: {},
    })
  })

  it('carries many', async () => {
    const records = Array.from({ length: 300 }, (_, at) =>
      toRecord(FACTS, fields({ title: `Film ${String(at)}` }), LISTS),
    )
    const { rows } = await read(await written(records, format), format)
    expect(rows.map(({ cells }) => cells.get('title'))).toEqual(records.map(({ title }) => title))
  })
})

const everyWay = ([',', ';'] as const).flatMap((delimiter) =>
  [',', ';', '\t', '\n', '\r\n'].map((sign) => [delimiter, sign] as const),
)
it.each(everyWay)(
  'leaves no cell that a spreadsheet would run, written with %j and parted at %j',
  async (delimiter, sign) => {
    const records = AWKWARD.map((some) => toRecord(FACTS, fields(some), LISTS))
    const table = await written(records, 'csv', delimiter)
    const cells = table.split('\r\n').flatMap((line) => line.split(sign))
    expect(cells.filter((cell) => /^[ "]*[=+\-@＝＋－＠]/.test(cell))).toEqual([])
    expect(table).toContain(`"uuid"${delimiter}"account"`)
    expect(table).toContain(`${delimiter}"61"${delimiter}`)
  },
)

it('takes every apostrophe off that it put there, and no other', () => {
  const signs = ["'", '"', ';', '\n', '\t', '=', ' ', 'a']
  let texts = ['']
  for (let length = 0; length < 5; length++) {
    texts = texts.flatMap((text) => signs.map((sign) => text + sign))
    expect(texts.filter((text) => unescapeFormulas(escapeFormulas(text)) !== text)).toEqual([])
  }
})

it.each([
  ['en-GB', ','],
  ['fr-FR', ';'],
  ['de-CH', ','],
  ['es-MX', ','],
  ['C.UTF-8', ','],
  ['', ','],
])('parts cells as spreadsheets in %s do', (locale, delimiter) => {
  expect(delimiterFor(locale)).toBe(delimiter)
})

describe('reading', () => {
  it.each([
    [';', `uuid;title\n${UUID};Boats, big`],
    ['\t', `\uFEFFuuid\ttitle\r\n${UUID}\tBoats, big\r\n`],
  ])('knows the delimiter %j', async (_, content) => {
    const { rows } = await read(content)
    expect(rows.map(({ cells }) => cells.get('title'))).toEqual(['Boats, big'])
  })

  it('tells which columns mean nothing', async () => {
    const { head, rows } = await read(`uuid,title,mood,views\n${UUID},Boats,good,7\n`)
    expect(head).toEqual({ columns: ['title'], unknown: ['mood'] })
    expect([...(rows[0]?.cells.keys() ?? [])]).toEqual(['title'])
  })

  const counted: [string, string, number[]][] = [
    ['line feeds in a cell', `uuid,description\n${UUID},"a\nb\nc"\n${UUID},d\n`, [2, 5]],
    ['CRLF in a cell', `uuid,description\r\n${UUID},"a\r\nb\r\nc"\r\n${UUID},d\r\n`, [2, 5]],
    ['lone CR in a cell', `uuid,description\n${UUID},"a\rb"\n${UUID},d\n`, [2, 4]],
    ['lone CR between records', `uuid,title\r${UUID},a\r\r${UUID},b`, [2, 4]],
    ['blank lines', `\n\nuuid,title\r\n\r\n${UUID},a\n\n${UUID},b\n\n`, [5, 7]],
    ['a line for spreadsheets in front', `sep=;\r\nuuid;title\r\n${UUID};a,b\r\n`, [3]],
  ]
  it.each(counted)('counts lines as they are in the file: %s', async (_, content, lines) => {
    const { rows } = await read(content)
    expect(rows.map(({ place }) => place)).toEqual(lines)
  })

  const refused: [string, number, string | Uint8Array][] = [
    ['empty', 1, ''],
    ['no-uuid', 1, 'title\nBoats\n'],
    ['columns', 1, `uuid,views\n${UUID},1\n`],
    ['column-twice', 1, 'uuid,title,title\n'],
    ['cells', 3, `uuid,title\n${UUID},Boats\n${UUID},Boats,more\n`],
    ['cells', 6, `uuid,title\r\n${UUID},"a\r\nb"\r\n\r\n\r\n${UUID},Boats,more\r\n`],
    ['no-uuid', 2, '\ntitle\nBoats\n'],
    ['quotes', 2, `uuid,title\n${UUID},"never closed\n`],
    ['quotes', 3, `uuid,title\n${UUID},a\n${UUID},"closed" early\n`],
    ['encoding', 2, Buffer.concat([Buffer.from(`uuid,title\n${UUID},`), Buffer.from([0xe9, 0x0a])])],
    ['encoding', 1, Buffer.from(`uuid,title\n${UUID},Boats\n`, 'utf16le')],
    ['too-long', 2, `uuid,title\n${UUID},${'a'.repeat(100_001)}\n`],
  ]
  it.each(refused)('refuses a table: %s in line %i', async (reason, line, content) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'table-refused', details: { reason, line } })
  })

  const whole = `{"uuid": "${UUID}"}`
  const refusedJson: [string, number, number | undefined, string][] = [
    ['json', 1, 1, '{"videos": [}'],
    ['json', 2, 1, '{"videos": [\n\n'],
    ['json', 1, 1, 'no json'],
    ['json', 1, 3, `{"videos": [${whole},${whole},{"uuid": no}]}`],
    ['record', 2, 1, '{"videos": [\n{"uuid": {"$ne": 1}}]}'],
    ['record', 1, 2, `{"videos": [${whole},[]]}`],
    ['no-uuid', 1, 2, `{"videos": [${whole},{"title": "a"},${whole}]}`],
    ['empty', 1, undefined, '{"films": []}'],
  ]
  it.each(refusedJson)('refuses JSON: %s in line %i, record %s', async (reason, line, record, content) => {
    await expect(read(content, 'json')).rejects.toMatchObject({
      code: 'table-refused',
      details: { reason, line, ...(record === undefined ? {} : { record }) },
    })
  })

  it('counts the records of JSON, which may all stand in one line', async () => {
    const { rows } = await read(`{"videos":[${whole},${whole}]}`, 'json')
    expect(rows.map(({ place }) => place)).toEqual([1, 2])
  })

  it('takes many records of JSON that stand in one line, whatever their length together', async () => {
    const records = Array.from({ length: 300 }, (_, at) => ({
      uuid: UUID,
      title: String(at),
      description: 'a'.repeat(20_000),
    }))
    const { rows } = await read(JSON.stringify({ videos: records }), 'json')
    expect(rows.map(({ cells }) => cells.get('title'))).toEqual(records.map(({ title }) => title))
  })

  it('refuses a record of JSON that never ends', async () => {
    const content = `{"videos": [\n{"uuid": "${'a'.repeat(5_000_000)}`
    await expect(read(content, 'json')).rejects.toMatchObject({ details: { reason: 'too-long', line: 2 } })
  })

  it('takes no property of an object’s prototype for a cell', async () => {
    const { rows } = await read(`{"videos": [{"uuid": "${UUID}", "__proto__": "x", "title": "a"}]}`, 'json')
    expect([...(rows[0]?.cells.keys() ?? [])]).toEqual(['title'])
  })
})

describe('cells', () => {
  it('tell no word about sites where a later PeerTube has a policy that tables do not know', () => {
    const later = fields({ embedPrivacy: { policy: 7, domains: [] } })
    expect(toRecord(FACTS, later, LISTS).embedding).toBe(UNKNOWN_CELL)
  })

  const said: [string, string, Partial<BulkFields>][] = [
    ['channel', 'harbour', { channelId: 1 }],
    ['channel', '3', { channelId: 3 }],
    ['privacy', 'PUBLIC', { privacy: PRIVACY.public }],
    ['category', '', { category: null }],
    ['language', 'french', { language: 'fr' }],
    ['tags', 'a, b\\, c,,', { tags: ['a', 'b, c'] }],
    ['nsfw', 'Oui', { nsfw: true }],
    ['comments', 'approval', { commentsPolicy: 3 }],
    ['originalDate', '', { originallyPublishedAt: null }],
    ['playerTheme', ' lucide ', { playerTheme: 'lucide' }],
    ['playerTheme', 'a-later-one', { playerTheme: 'a-later-one' }],
    ['embedding', 'Everywhere', { embedPrivacy: { policy: 1, domains: [] } }],
    ['embedding', 'nowhere', { embedPrivacy: { policy: 2, domains: [] } }],
    ['embedding', 'A.org; b.org,\na.org', { embedPrivacy: { policy: 2, domains: ['a.org', 'b.org'] } }],
    [
      'embedding',
      'bücher.example, https://b.org/page',
      { embedPrivacy: { policy: 2, domains: ['xn--bcher-kva.example', 'b.org'] } },
    ],
  ]
  it.each(said)('%s: %j', (column, text, expected) => {
    const row = { place: 2, uuid: UUID, cells: new Map([[column as 'title', text]]) }
    expect(fromRow(row, LISTS, fields({ playerTheme: 'a-later-one' }))).toEqual({
      fields: expected,
      problems: [],
    })
  })

  const meaningless: [string, string, string, string][] = [
    ['channel', 'Twin', 'channelId', 'ambiguous-word'],
    ['channel', '', 'channelId', 'required'],
    ['privacy', 'secret', 'privacy', 'unknown-word'],
    ['language', 'klingon', 'language', 'unknown-word'],
    ['nsfw', 'maybe', 'nsfw', 'not-yes-or-no'],
    ['playerTheme', '', 'playerTheme', 'required'],
    ['playerTheme', 'galxy', 'playerTheme', 'unknown-word'],
    ['embedding', ' ', 'embedPrivacy', 'required'],
    ['scheduledAt', '01/02/2027 18:00', 'schedule', 'not-a-moment'],
    ['scheduledAt', '2027-02-01T18:00:00Z', 'schedule', 'no-schedule-privacy'],
    ['originalDate', '31/12/2025', 'originallyPublishedAt', 'not-a-date'],
  ]
  it.each(meaningless)('%s: %j is refused', (column, text, field, code) => {
    const row = { place: 2, uuid: UUID, cells: new Map([[column as 'title', text]]) }
    expect(fromRow(row, LISTS, fields({ playerTheme: 'a-later-one' }))).toMatchObject({
      fields: {},
      problems: [{ field, code }],
    })
  })
})
