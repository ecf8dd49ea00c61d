import type { NewReceipt, ReceiptStore } from '../uploads/store'
import type { Database } from './database'

/** Receipts as the engine writes them; the receipts' own part reads them. */
export class ReceiptsTable implements ReceiptStore {
  constructor(private readonly database: Database) {}

  put(receipt: NewReceipt): void {
    this.database
      .prepare(
        `INSERT OR REPLACE INTO receipts (upload_id, title, file_name, file_bytes, edge_hash, sha256, instance_url,
           username, video_uuid, started_at, uploaded_at, published_at, replaced)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        receipt.uploadId,
        receipt.title,
        receipt.fileName,
        receipt.fileBytes,
        receipt.edgeHash,
        receipt.sha256,
        receipt.instanceUrl,
        receipt.username,
        receipt.videoUuid,
        receipt.startedAt,
        receipt.uploadedAt,
        receipt.publishedAt,
        receipt.replaced ? 1 : 0,
      )
  }

  setPublished(uploadId: string, publishedAt: number): void {
    this.database
      .prepare('UPDATE receipts SET published_at = ? WHERE upload_id = ?')
      .run(publishedAt, uploadId)
  }
}
