import type { Draft } from '@shared/uploads/draft'
import type {
  BlockReason,
  ReplacedVideo,
  StepError,
  UploadState,
  UploadStateName,
} from '@shared/uploads/upload'

/** One row of the queue as the engine sees it. */
export interface UploadRecord {
  id: string
  accountId: string
  position: number
  filePath: string
  fileName: string
  fileBytes: number
  fileMtimeMs: number
  edgeHash: string | null
  /** Epoch milliseconds, as all times here. */
  addedAt: number
  state: UploadState
  /** What the server has, as last known: for the eye. */
  bytesSent: number
  /** End of the last chunk that it answered as taken whole: further on it may have a part of one, with a gap before it. */
  acceptedBytes: number
  /** Only ever read here: what a person typed is written by the drafts' own part. */
  draft: Draft
  /** The draft as the server has it; null until an init was accepted. */
  carried: Draft | null
  /**
   * What was sent and not answered: metadata fields by name, other steps by `stepKey`. Whether the server has it as
   * `carried` says is not known.
   */
  inDoubt: readonly string[]
  /** `kind:key` of a step -> why it was refused. */
  stepErrors: Record<string, StepError>
  sha256: string | null
  thumbnailVersion: number | null
  startedAt: number | null
  uploadedAt: number | null
  /** The video that gets this file; null: the upload makes one. Such a row has a draft for its title alone. */
  replaces: ReplacedVideo | null
  /**
   * When the file came that the video had as the last byte was about to be sent, in the words of the instance: with
   * another one there, the replacement has arrived. Null: not asked yet.
   */
  sourceBefore: string | null
}

/** What the engine writes of a row. */
export type UploadChange = Partial<
  Pick<
    UploadRecord,
    | 'state'
    | 'bytesSent'
    | 'acceptedBytes'
    | 'carried'
    | 'inDoubt'
    | 'stepErrors'
    | 'sha256'
    | 'startedAt'
    | 'uploadedAt'
    | 'filePath'
    | 'fileName'
    | 'fileBytes'
    | 'fileMtimeMs'
    | 'edgeHash'
    | 'sourceBefore'
  >
>

/** Of an upload that begins at its first byte. */
export const NOTHING_SENT = { bytesSent: 0, acceptedBytes: 0 } as const satisfies UploadChange

export interface QueueTotals {
  /** Rows that wait for a slot or have one, and their bytes. */
  count: number
  bytes: number
  bytesSent: number
}

/** The queue on the disk. Synchronous: what a call returned from is stored. */
export interface UploadStore {
  /** All of `work` is stored or nothing; may be nested. */
  transaction<T>(work: () => T): T
  /** Crash recovery in one statement: what was under way waits for a slot again, with its session. */
  recover(): void
  find(id: string): UploadRecord | null
  findMany(ids: readonly string[]): UploadRecord[]
  /** The first row in the queue's order that waits for a slot, without these accounts and rows. */
  nextQueued(withoutAccounts: readonly string[], withoutIds: readonly string[]): UploadRecord | null
  /** In the queue's order. */
  idsInState(names: readonly UploadStateName[], accountId?: string): string[]
  /** Blocked rows by reason, in the queue's order. */
  idsBlocked(reasons: readonly BlockReason[], limit: number): string[]
  /** Rows that wait and have a session on the server, in the queue's order. */
  idsToKeep(): string[]
  /** Cancelled rows of which it is not known whether a video came of them, in the queue's order. */
  idsSought(): string[]
  /** Rows with a video that may still need something: its publication, a receipt, a step. */
  idsToFollow(accountId?: string): string[]
  idsOfAccount(accountId: string): string[]
  /** Whether another upload of the same file may become a video at this moment. */
  isArriving(record: UploadRecord): boolean
  /** Without those that the person removed. */
  page(after: number | null, limit: number): { total: number; records: UploadRecord[] }
  write(id: string, change: UploadChange): void
  remove(ids: readonly string[]): void
  /** Puts rows, in their order, before another one or to the end; returns the ids whose position changed. */
  move(ids: readonly string[], before: string | null): string[]
  /** Whether one of our uploads, or a receipt, is that video, or it is to be deleted. */
  knowsVideo(uuid: string): boolean
  totals(): QueueTotals
}

export interface NewReceipt {
  uploadId: string
  title: string
  fileName: string
  fileBytes: number
  edgeHash: string | null
  sha256: string
  instanceUrl: string
  username: string
  videoUuid: string
  startedAt: number
  uploadedAt: number
  publishedAt: number | null
  replaced: boolean
}

export interface ReceiptStore {
  /** Replaces a receipt of the same upload. */
  put(receipt: NewReceipt): void
  setPublished(uploadId: string, publishedAt: number): void
}

/** What was learnt of an instance the hard way. */
export interface NoteStore {
  /** Largest body in bytes that its proxy let through; null: none known. */
  chunkCeiling(instanceUrl: string): number | null
  setChunkCeiling(instanceUrl: string, bytes: number): void
}
