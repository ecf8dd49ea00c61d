import { edgeHash } from '../intake/hashes'
import { checkFile } from './file-reader'
import type { Hasher } from './hasher'
import type { Ledger } from './ledger'
import type { AccountDirectory } from './ports'
import { FileProblem } from './problems'
import type { ReceiptStore, UploadRecord, UploadStore } from './store'

export interface ReceiptKeeperDeps {
  store: UploadStore
  receipts: ReceiptStore
  ledger: Ledger
  hasher: Hasher
  accounts: AccountDirectory
  onReceipt: () => void
  log: (message: string, error: unknown) => void
}

interface Hashes {
  /** Hex; empty when the file is not what was sent any more. */
  sha256: string
  /** By which the intake knows the file again without reading it whole; null: it was never taken. */
  edgeHash: string | null
}

/**
 * Writes the receipt of each upload that became a video. The file is read once more for it, from its first byte to
 * its last, while its size and time are those under which every chunk was read: so the SHA-256 is that of the bytes
 * sent, also over several sessions. One file at a time. A file that is gone by then leaves a receipt without one.
 */
export class ReceiptKeeper {
  private readonly waiting = new Set<string>()
  private readonly controller = new AbortController()
  private running: Promise<void> | null = null

  constructor(private readonly deps: ReceiptKeeperDeps) {}

  add(id: string): void {
    this.waiting.add(id)
    this.running ??= this.workThrough().finally(() => {
      this.running = null
    })
  }

  async close(): Promise<void> {
    this.controller.abort(new Error('closed'))
    await this.running
  }

  private async workThrough(): Promise<void> {
    const { signal } = this.controller
    for (const id of this.waiting) {
      this.waiting.delete(id)
      const record = this.deps.store.find(id)
      if (record === null || record.sha256 !== null || !('video' in record.state)) continue
      try {
        const hashes = await this.hash(record)
        if (signal.aborted) return
        this.write(id, hashes)
      } catch (error) {
        if (signal.aborted) return
        // It is tried again when the app starts next.
        this.deps.log('no receipt', error)
      }
    }
  }

  private async hash(record: UploadRecord): Promise<Hashes> {
    const file = { path: record.filePath, bytes: record.fileBytes, mtimeMs: record.fileMtimeMs }
    try {
      await checkFile(file)
      const slice = { path: file.path, start: 0, end: file.bytes }
      const digest = await this.deps.hasher.sha256(slice, this.controller.signal)
      const edges = record.edgeHash ?? (await edgeHash(file.path, file.bytes))
      await checkFile(file)
      return { sha256: Buffer.from(digest).toString('hex'), edgeHash: edges }
    } catch (error) {
      if (error instanceof FileProblem) return { sha256: '', edgeHash: record.edgeHash }
      throw error
    }
  }

  private write(id: string, hashes: Hashes): void {
    const record = this.deps.store.find(id)
    const state = record?.state
    if (record === null || state === undefined || !('video' in state) || state.video === null) return
    const account = this.deps.accounts.find(record.accountId)
    if (account === null) return
    const uploadedAt = record.uploadedAt ?? record.addedAt
    this.deps.ledger.together(() => {
      this.deps.receipts.put({
        uploadId: id,
        title: record.draft.title,
        fileName: record.fileName,
        fileBytes: record.fileBytes,
        ...hashes,
        instanceUrl: account.instanceUrl,
        username: account.username,
        videoUuid: state.video?.uuid ?? '',
        startedAt: record.startedAt ?? uploadedAt,
        uploadedAt,
        publishedAt: state.name === 'published' ? state.publishedAt : null,
        replaced: record.replaces !== null,
      })
      this.deps.ledger.note(id, hashes)
    })
    this.deps.onReceipt()
  }
}
