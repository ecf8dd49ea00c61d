import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import type { AccountChoices } from '@shared/accounts/choices'
import type { VideoField } from '@shared/library/edit'
import type { LibraryRow } from '@shared/library/library'
import type { CopiedVideo } from '../../storage/library-fields'
import { EDITABLE_COLUMNS, FIELD_OF, UNKNOWN_CELL, type ExchangeRecord } from '../exchange/columns'
import { toRecord } from '../exchange/record'
import type { TableFormat } from '../exchange/write-table'
import type { VideoKey } from '../reader'
import { diskError } from '../../system/disk-error'

export interface ExportPorts {
  /** A video as it is to be, with what waits laid over it: so does an import compare it. Null: not there any more. */
  find: (accountId: string, uuid: string) => CopiedVideo | null
  /** Rows of the copy; null: not there any more. */
  row: (accountId: string, uuid: string) => Promise<LibraryRow | null>
  choicesOf: (accountId: string) => AccountChoices | null
  /** `name@host`, as people know it. */
  accountName: (accountId: string) => string
  /** Of the system's formats, by which its spreadsheets part CSV. */
  locale: () => string
}

const PART = 100
const NO_LISTS = { channels: [], categories: [], licences: [], languages: [], privacies: [] }

/**
 * Writes videos as a table. The file stands whole under its name, or not at all. Returns how many there are in it;
 * rejects with `disk-full`, `folder-unwritable`.
 */
export async function exportTable(
  path: string,
  videos: readonly VideoKey[],
  format: TableFormat,
  ports: ExportPorts,
): Promise<number> {
  const draft = `${path}.part`
  const { delimiterFor, writeTable } = await import('../exchange/write-table')
  let count = 0
  const counted = async function* (): AsyncGenerator<ExchangeRecord[]> {
    for (let at = 0; at < videos.length; at += PART) {
      const records = await recordsOf(videos.slice(at, at + PART), ports)
      count += records.length
      yield records
    }
  }
  try {
    const sink = createWriteStream(draft, { flush: true })
    const whole = finished(sink)
    const layout = { format, delimiter: delimiterFor(ports.locale()) }
    await Promise.all([whole, writeTable(counted(), layout, sink).finally(() => sink.end())])
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw diskError(error)
  }
  return count
}

/** What only stands for a value that nobody knows is no value. */
function withoutGuesses(record: ExchangeRecord, unknown: readonly VideoField[]): ExchangeRecord {
  const columns = EDITABLE_COLUMNS.filter((column) => unknown.includes(FIELD_OF[column]))
  return { ...record, ...Object.fromEntries(columns.map((column) => [column, UNKNOWN_CELL])) }
}

async function recordsOf(videos: readonly VideoKey[], ports: ExportPorts): Promise<ExchangeRecord[]> {
  const records: ExchangeRecord[] = []
  for (const { accountId, uuid } of videos) {
    const video = ports.find(accountId, uuid)
    const row = await ports.row(accountId, uuid)
    if (video === null || row === null) continue
    const facts = {
      uuid,
      account: ports.accountName(accountId),
      url: row.url,
      state: row.stateLabel,
      seconds: row.duration,
      views: row.views,
      createdAt: row.createdAt,
      publishedAt: row.publishedAt,
    }
    const record = toRecord(facts, video.fields, ports.choicesOf(accountId) ?? NO_LISTS)
    records.push(withoutGuesses(record, video.unknown))
  }
  return records
}
