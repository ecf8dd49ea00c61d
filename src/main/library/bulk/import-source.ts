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
const MOST_STRANGERS = 100

export interface ImportPorts {
  /** Accounts in whose library these videos are; one that is in several is changed in the first. */
  ownersOf: (uuids: readonly string[]) => Map<string, string>
  choicesOf: (accountId: string) => AccountChoices | null
}

/** A plan made of a table on the disk. What is wrong with the table as a whole stops it, with the line. */
export function importSource(path: string, ports: ImportPorts): PlanSource {
  const report: ImportReport = {
    fileName: basename(path),
    rows: 0,
    unchanged: 0,
    unknownColumns: [],
    strangers: [],
    strangerCount: 0,
  }
  const onHead = ({ unknown }: TableHead): void => {
    report.unknownColumns = unknown.slice(0, MOST_STRANGERS)
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

/** The parsers are loaded when the first table is read. */
async function* rowsOf(path: string, onHead: (head: TableHead) => void): AsyncGenerator<TableRow> {
  if (extname(path).toLowerCase() === '.json') {
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
  let part: TableRow[] = []
  for await (const row of rows) {
    part.push(row)
    if (part.length < PART) continue
    yield matched(part, ports, report)
    part = []
  }
  yield matched(part, ports, report)
}

function matched(
  rows: readonly TableRow[],
  { ownersOf, choicesOf }: ImportPorts,
  report: ImportReport,
): PlanItem[] {
  const owners = ownersOf(rows.map(({ uuid }) => uuid))
  report.rows += rows.length
  return rows.flatMap((row) => {
    const accountId = owners.get(row.uuid)
    const choices = accountId === undefined ? null : choicesOf(accountId)
    if (accountId !== undefined && choices !== null)
      return [itemOf({ accountId, uuid: row.uuid }, row, choices)]
    report.strangerCount += 1
    if (report.strangers.length < MOST_STRANGERS) {
      report.strangers.push({ line: row.line, uuid: row.uuid.slice(0, 100) })
    }
    return []
  })
}

function itemOf(key: VideoKey, row: TableRow, choices: AccountChoices): PlanItem {
  return {
    ...key,
    needs: [...new Set([...row.cells.keys()].map((column) => FIELD_OF[column]))],
    want: () => {
      const { fields, problems } = fromRow(row, choices)
      return { changes: fields, problems }
    },
  }
}
