import type { Receipt } from '@shared/uploads/upload'
import { writeAndRename } from '../drafts/own-files'
import type { ReceiptsReader } from '../storage/receipts-reader'
import { diskError } from '../system/disk-error'

export interface ReceiptsPorts {
  reader: ReceiptsReader
  /** Asks where to, with a name to start from; null: closed. */
  saveFile(name: string): Promise<string | null>
  appVersion: string
  /** Epoch milliseconds. */
  now(): number
}

export interface Receipts {
  list(after: number, limit: number): { total: number; receipts: Receipt[] }
  /**
   * Writes them as JSON where the person says, and tells how many; null ids: all. Null: the dialog was closed. Throws
   * `disk-full`, `folder-unwritable`.
   */
  exportAs(uploadIds: readonly string[] | null): Promise<{ count: number } | null>
}

/** The exported file. Hashes are hex, times ISO 8601, sizes bytes. */
export interface ExportedReceipts {
  app: 'Longshore'
  version: string
  exportedAt: string
  receipts: Receipt[]
}

export function createReceipts(ports: ReceiptsPorts): Receipts {
  return {
    list: (after, limit) => ports.reader.page(after, limit),
    async exportAs(uploadIds) {
      const exportedAt = new Date(ports.now()).toISOString()
      const path = await ports.saveFile(`longshore-receipts-${exportedAt.slice(0, 10)}.json`)
      if (path === null) return null
      const receipts = ports.reader.of(uploadIds)
      const content: ExportedReceipts = { app: 'Longshore', version: ports.appVersion, exportedAt, receipts }
      await save(path, `${JSON.stringify(content, null, 2)}\n`)
      return { count: receipts.length }
    },
  }
}

async function save(path: string, content: string): Promise<void> {
  await writeAndRename(path, content).catch((error: unknown) => {
    throw diskError(error)
  })
}
