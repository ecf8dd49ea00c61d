import {
  editKindSchema,
  editPartsSchema,
  editStateSchema,
  videoChangesSchema,
  type EditKind,
  type EditParts,
} from '@shared/library/edit'
import type { EditCore } from '@shared/library/edit-transition'
import { z } from 'zod'

/** An edit as it lies on the disk. */
export interface EditRecord extends EditCore {
  id: string
  /** Edits of one video are sent in this order. */
  seq: number
  accountId: string
  uuid: string
  batchId: string | null
  kind: EditKind
  title: string
  parts: EditParts
  /** Parts that the server took already: `thumbnail`, `caption:<language>`, `add:<playlist>`, `remove:<playlist>`. */
  sentParts: string[]
  /** Epoch milliseconds. */
  createdAt: number
  changedAt: number
}

const json = <Schema extends z.ZodType>(schema: Schema) =>
  z.string().transform((text): z.infer<Schema> => schema.parse(JSON.parse(text)))

const rowSchema = z.object({
  id: z.string(),
  seq: z.number(),
  account_id: z.string(),
  uuid: z.string(),
  batch_id: z.string().nullable(),
  kind: editKindSchema,
  title: z.string(),
  state: json(editStateSchema),
  changes: json(videoChangesSchema),
  base: json(videoChangesSchema),
  before: json(videoChangesSchema),
  parts: json(editPartsSchema),
  sent_parts: json(z.array(z.string())),
  created_at: z.number(),
  changed_at: z.number(),
})

export function recordOf(row: unknown): EditRecord {
  const { account_id, batch_id, sent_parts, created_at, changed_at, ...same } = rowSchema.parse(row)
  return {
    ...same,
    accountId: account_id,
    batchId: batch_id,
    sentParts: sent_parts,
    createdAt: created_at,
    changedAt: changed_at,
  }
}
