import { createReadStream } from 'node:fs'
import { basename, extname } from 'node:path'
import type { AccountChoices } from '@shared/accounts/choices'
import type { ImportReport } from '@shared/library/batch'
import { FIELD_OF } from '../exchange/columns'
import type { TableHead, TableRow } from '../exchange/read-csv'
import { fromRow } from '../exchange/record'
import type { VideoKey } from '../reader'
import type { PlanSource } from './batches'
import type { PlanItem } from './planner'

const PART = 50
/** Rows and columns that are named. */
const MOST_NAMED = 100

export interface ImportPorts {
  /** Accounts in whose library these videos are; one that is in several is changed in the first. */
  ownersOf: (uuids: readonly string[]) => Map<string, string>
  choicesOf: (accountId: string) => AccountChoices | null
}

/** A plan made of a table on the disk. What is wrong with the table as a whole stops it, and is told with its place. */
export function importSource(path: string, ports: ImportPorts): PlanSource {
  const report: ImportReport = {
    fileName: basename(path),
    places: isJson(path) ? 'records' : 'lines',
    rows: 0,
    unchanged: 0,
    unknownColumns: [],
    leftOut: [],
  }
  const onHead = ({ unknown }: TableHead): void => {
    report.unknownColumns = unknown.slice(0, MOST_NAMED)
  }
  return {
    total: null,
    items: itemsOf(rowsOf(path, onHead), ports, report),
    planned: (_items, outcomes) => {
      report.unchanged += outcomes.filter((outcome) => outcome === 'unchanged').length
    },
    report: () => report,
  }
}

function isJson(path: string): boolean {
  return extname(path).toLowerCase() === '.json'
}

/** The parsers are loaded when the first table is read. */
async function* rowsOf(path: string, onHead: (head: TableHead) => void): AsyncGenerator<TableRow> {
  if (isJson(path)) {
    const { readJson } = await import('../exchange/read-json')
    yield* readJson(createReadStream(path), onHead)
  } else {
    const { readCsv } = await import('../exchange/read-csv')
    yield* readCsv(createReadStream(path), onHead)
  }
}

async function* itemsOf(
  rows: AsyncIterable<TableRow>,
  ports: ImportPorts,
  report: ImportReport,
): AsyncGenerator<PlanItem[]> {
  /** Where each video was found first. */
  const places = new Map<string, number>()
  let part: TableRow[] = []
  for await (const row of rows) {
    part.push(row)
    if (part.length < PART) continue
    yield matched(part, places, ports, report)
    part = []
  }
  yield matched(part, places, ports, report)
}

function matched(
  rows: readonly TableRow[],
  places: Map<string, number>,
  { ownersOf, choicesOf }: ImportPorts,
  report: ImportReport,
): PlanItem[] {
  const owners = ownersOf(rows.map(({ uuid }) => uuid))
  report.rows += rows.length
  return rows.flatMap((row) => {
    const { uuid, place } = row
    const accountId = owners.get(uuid)
    const firstPlace = places.get(uuid)
    if (accountId === undefined) return leaveOut(report, 'stranger', row)
    if (firstPlace !== undefined) return leaveOut(report, 'twice', row, firstPlace)
    places.set(uuid, place)
    const choices = choicesOf(accountId)
    return choices === null ? leaveOut(report, 'no-lists', row) : [itemOf({ accountId, uuid }, row, choices)]
  })
}

function leaveOut(
  { leftOut }: ImportReport,
  reason: ImportReport['leftOut'][number]['reason'],
  { place, uuid }: TableRow,
  firstPlace: number | null = null,
): [] {
  let group = leftOut.find((one) => one.reason === reason)
  if (group === undefined) leftOut.push((group = { reason, count: 0, rows: [] }))
  group.count += 1
  if (group.rows.length < MOST_NAMED)
    group.rows.push({ line: place, uuid: uuid.slice(0, 100), firstLine: firstPlace })
  return []
}

function itemOf(key: VideoKey, row: TableRow, choices: AccountChoices): PlanItem {
  return {
    ...key,
    needs: [...new Set([...row.cells.keys()].map((column) => FIELD_OF[column]))],
    want: (video) => {
      const { fields, problems } = fromRow(row, choices, video.fields)
      return { changes: fields, problems }
    },
  }
}
