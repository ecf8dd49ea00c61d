import { z } from 'zod'
import { hasVideo } from '@shared/uploads/actions'
import { draftSchema, emptyDraft } from '@shared/uploads/draft'
import { withoutPastSchedule } from '@shared/uploads/past-schedule'
import {
  replacedVideoSchema,
  STEP_ERROR_CODES,
  stepErrorSchema,
  uploadStateSchema,
  type StepError,
  type UploadState,
} from '@shared/uploads/upload'
import type { UploadChange, UploadRecord } from '../uploads/store'

export const UPLOAD_COLUMNS = `id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, edge_hash,
  added_at, state, bytes_sent, title, draft, carried, step_errors, sha256, thumbnail_version, started_at, uploaded_at, replaces,
  source_before, in_doubt, accepted_bytes`

const rowSchema = z.object({
  id: z.string(),
  account_id: z.string(),
  position: z.number(),
  file_path: z.string(),
  file_name: z.string(),
  file_bytes: z.number(),
  file_mtime_ms: z.number(),
  edge_hash: z.string().nullable(),
  added_at: z.number(),
  state: z.string(),
  bytes_sent: z.number(),
  title: z.string(),
  draft: z.string(),
  carried: z.string().nullable(),
  step_errors: z.string(),
  sha256: z.string().nullable(),
  thumbnail_version: z.number().nullable(),
  started_at: z.number().nullable(),
  uploaded_at: z.number().nullable(),
  replaces: z.string().nullable(),
  source_before: z.string().nullable(),
  in_doubt: z.string(),
  accepted_bytes: z.number(),
})

/** Rows that an older Longshore wrote have codes and words alike as plain text. */
const stepErrorsSchema = z.record(z.string(), z.union([stepErrorSchema, z.string().transform(fromText)]))

const inDoubtSchema = z.array(z.string())

function fromText(text: string): StepError {
  const code = STEP_ERROR_CODES.find((known) => known === text)
  return code === undefined ? { serverWords: text } : { code }
}

/**
 * A row whose JSON can't be read becomes `failed(corrupt-row)`; nothing of it is overwritten by reading. `now` in epoch
 * milliseconds: a plan whose moment has passed is read as carried out.
 */
export function parseUploadRow(raw: unknown, now: number): UploadRecord {
  const record = readRecord(raw)
  if (record.carried === null || !hasVideo(record.state)) return record
  return { ...record, ...withoutPastSchedule({ draft: record.draft, carried: record.carried }, now) }
}

function readRecord(raw: unknown): UploadRecord {
  const row = rowSchema.parse(raw)
  const draft = parseJson(row.draft, draftSchema)
  const replaces = row.replaces === null ? null : parseJson(row.replaces, replacedVideoSchema)
  // A replacement that can't be read must not become a video of its own.
  const isReadable = draft !== null && (row.replaces === null || replaces !== null)
  return {
    id: row.id,
    accountId: row.account_id,
    position: row.position,
    filePath: row.file_path,
    fileName: row.file_name,
    fileBytes: row.file_bytes,
    fileMtimeMs: row.file_mtime_ms,
    edgeHash: row.edge_hash,
    addedAt: row.added_at,
    state: readState(row.state, isReadable),
    bytesSent: row.bytes_sent,
    draft: draft ?? emptyDraft(row.title),
    carried: row.carried === null ? null : parseJson(row.carried, draftSchema),
    stepErrors: parseJson(row.step_errors, stepErrorsSchema) ?? {},
    sha256: row.sha256,
    thumbnailVersion: row.thumbnail_version,
    startedAt: row.started_at,
    uploadedAt: row.uploaded_at,
    replaces,
    sourceBefore: row.source_before,
    inDoubt: parseJson(row.in_doubt, inDoubtSchema) ?? [],
    acceptedBytes: row.accepted_bytes,
  }
}

function readState(text: string, isReadable: boolean): UploadState {
  const state = parseJson(text, uploadStateSchema)
  if (state !== null && isReadable) return state
  const detail = state === null ? 'state' : 'draft'
  return { name: 'failed', code: 'corrupt-row', status: null, detail, session: null, video: null, at: 0 }
}

function parseJson<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

type ColumnValue = string | number | null

/** Column -> value of a change, for an UPDATE. */
export function columnsOf(change: UploadChange): [column: string, value: ColumnValue][] {
  const columns: [string, ColumnValue | undefined][] = [
    ['state_name', change.state?.name],
    ['state', change.state && JSON.stringify(change.state)],
    ['bytes_sent', change.bytesSent],
    ['carried', change.carried && JSON.stringify(change.carried)],
    ['step_errors', change.stepErrors && JSON.stringify(change.stepErrors)],
    ['sha256', change.sha256],
    ['started_at', change.startedAt],
    ['uploaded_at', change.uploadedAt],
    ['file_path', change.filePath],
    ['file_name', change.fileName],
    ['file_bytes', change.fileBytes],
    ['file_mtime_ms', change.fileMtimeMs],
    ['edge_hash', change.edgeHash],
    ['source_before', change.sourceBefore],
    ['in_doubt', change.inDoubt && JSON.stringify(change.inDoubt)],
    ['accepted_bytes', change.acceptedBytes],
  ]
  return columns.filter((entry): entry is [string, ColumnValue] => entry[1] !== undefined)
}
