import { z } from 'zod'

export const LANGUAGES = ['en', 'fr'] as const

export const settingsSchema = z.strictObject({
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  parallelPerAccount: z.int().min(1).max(5),
  parallelTotal: z.int().min(1).max(10),
  /** Bytes per second over all uploads; null: no limit. */
  bandwidthLimit: z.int().min(1024).max(1_250_000_000).nullable(),
  /** A SHA-256 with each chunk, checked by the server. */
  checksums: z.boolean(),
  keepAwake: z.boolean(),
  notifyPublished: z.boolean(),
  notifyAttention: z.boolean(),
  /** Keep the sessions of paused uploads alive on the server while the app runs. */
  keepSessionsAlive: z.boolean(),
})

export type Settings = z.infer<typeof settingsSchema>

export const settingsPatchSchema = settingsSchema.partial()

export type SettingsPatch = z.infer<typeof settingsPatchSchema>

export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  parallelPerAccount: 1,
  parallelTotal: 3,
  bandwidthLimit: null,
  checksums: true,
  keepAwake: true,
  notifyPublished: true,
  notifyAttention: true,
  keepSessionsAlive: true,
}
