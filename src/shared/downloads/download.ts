import { z } from 'zod'
import { ERROR_CODES } from '../errors'

/**
 * A file of a video on its way to this computer. `waiting` for its turn, for the network, or for a while after
 * something went wrong; `failed` waits for the person.
 */
export const downloadStateSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('waiting') }),
  z.strictObject({ name: z.literal('running') }),
  z.strictObject({ name: z.literal('paused') }),
  z.strictObject({ name: z.literal('done') }),
  z.strictObject({ name: z.literal('failed'), error: z.enum(ERROR_CODES) }),
])

export type DownloadState = z.infer<typeof downloadStateSchema>

/**
 * `original`: the file as it was uploaded. `best`: the best that the instance has. `combined`: picture and sound, which
 * the instance puts together while it sends them: such a file has no size beforehand and can't be continued.
 */
export const DOWNLOAD_KINDS = ['original', 'best', 'combined'] as const

export type DownloadKind = (typeof DOWNLOAD_KINDS)[number]

export const downloadSchema = z.strictObject({
  id: z.uuid(),
  accountId: z.uuid(),
  uuid: z.string(),
  /** Of the video. */
  title: z.string(),
  /** What comes; null: not looked up yet. */
  kind: z.enum(DOWNLOAD_KINDS).nullable(),
  /** Its name on this disk; null: not known yet. */
  fileName: z.string().nullable(),
  /** Bytes on this disk, and of the whole; null: not told. */
  bytes: z.number(),
  totalBytes: z.number().nullable(),
  /** About how many bytes it will have where the whole is not told; null: no idea. */
  estimatedBytes: z.number().nullable(),
  state: downloadStateSchema,
  /** Epoch milliseconds. */
  addedAt: z.number(),
})

export type Download = z.infer<typeof downloadSchema>

export const downloadProgressSchema = z.strictObject({
  id: z.uuid(),
  bytes: z.number(),
  totalBytes: z.number().nullable(),
  bytesPerSecond: z.number(),
})

export type DownloadProgress = z.infer<typeof downloadProgressSchema>
