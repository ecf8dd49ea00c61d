import { emptyDraft } from '@shared/uploads/draft-values'
import { expect, it } from 'vitest'
import { readJson } from './read-json'
import { fromRow } from './record'
import type { TableRow } from './read-csv'

const UUID = '0b9fb5a0-8a0c-4a2f-8f2a-6a1d0a3c2b1e'
const NO_LISTS = { channels: [], categories: [], licences: [], languages: [], privacies: [] }

async function* chunksOf(content: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content)
  const size = bytes.length > 1_000_000 ? 65_536 : 7
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve()
    yield bytes.subarray(at, at + size)
  }
}

async function read(content: string): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const row of readJson(chunksOf(content), () => undefined)) rows.push(row)
  return rows
}

/** What a video is to be that is written as people write JSON. */
async function wanted(values: object) {
  const [row] = await read(JSON.stringify({ videos: [{ uuid: UUID, ...values }] }))
  if (row === undefined) throw new Error('no row came back')
  return fromRow(row, NO_LISTS, emptyDraft(''))
}

it.each([
  [['a', 'b']],
  [['a, b', 'c\\d', '\\', 'e,']],
  [[]],
  // Of a table's cell it would say that nobody knows the tags.
  [['[unknown]']],
])('tags are a list of texts: %j', async (tags) => {
  expect(await wanted({ tags })).toEqual({ fields: { tags }, problems: [] })
})

const sites: [string[], { policy: number; domains: string[] }][] = [
  [
    ['blog.example.org', 'example.org:8080'],
    { policy: 2, domains: ['blog.example.org', 'example.org:8080'] },
  ],
  [['everywhere'], { policy: 1, domains: [] }],
  [['nowhere'], { policy: 2, domains: [] }],
]
it.each(sites)('sites are a list of texts: %j', async (embedding, embedPrivacy) => {
  expect(await wanted({ embedding })).toEqual({ fields: { embedPrivacy }, problems: [] })
})

it('an empty list of sites could mean none or all of them', async () => {
  expect(await wanted({ embedding: [] })).toMatchObject({
    fields: {},
    problems: [{ field: 'embedPrivacy', code: 'required' }],
  })
})

it.each([
  { title: ['a'] },
  { language: [] },
  { views: [1] },
  { mood: ['good'] },
  { tags: [1] },
  { tags: [['a']] },
  { embedding: [null] },
])('another list is refused: %j', async (values) => {
  await expect(wanted(values)).rejects.toMatchObject({ details: { reason: 'record', record: 1 } })
})

it.each([
  `[{"uuid": "${UUID}", "title": "a"}, {"uuid": "x", "title": "b"}]`,
  `\uFEFF \r\n\t\n [\n{"uuid": "${UUID}", "title": "a"},\n\n{"uuid": "x", "title": "b"}\n]\n\n`,
])('a bare list of videos is one, too: %j', async (content) => {
  const rows = await read(content)
  expect(rows.map(({ place, uuid, cells }) => [place, uuid, cells.get('title')])).toEqual([
    [1, UUID, 'a'],
    [2, 'x', 'b'],
  ])
})

const refused: [string, number, number | undefined, string][] = [
  ['empty', 1, undefined, '[]'],
  ['json', 3, 1, '\n\n  \n'],
  ['json', 1, 1, '[{]'],
  ['json', 1, 2, `[{"uuid": "${UUID}"},\n`],
  ['record', 1, 1, `[[{"uuid": "${UUID}"}]]`],
  ['record', 1, 2, `[{"uuid": "${UUID}"}, 1]`],
  ['no-uuid', 2, 1, '[\n{"title": "a"}]'],
]
it.each(refused)('a bare list is refused as others are: %s in line %i, record %s', async (...told) => {
  const [reason, line, record, content] = told
  await expect(read(content)).rejects.toMatchObject({
    code: 'table-refused',
    details: { reason, line, ...(record === undefined ? {} : { record }) },
  })
})

it('a bare list may be of any length, and a record of it may not', async () => {
  const records = Array.from({ length: 300 }, (_, at) => {
    return { uuid: UUID, title: String(at), description: 'a'.repeat(20_000) }
  })
  expect(await read(JSON.stringify(records))).toHaveLength(300)
  await expect(read(`[{"uuid": "${'a'.repeat(5_000_000)}`)).rejects.toMatchObject({
    details: { reason: 'too-long', line: 1 },
  })
})
