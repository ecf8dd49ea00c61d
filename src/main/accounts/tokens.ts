import { z } from 'zod'
import type { tokenShape } from '../peertube/operations/session'

/** What PeerTube gave for a password, and what stands in the secure store as JSON. */
export const tokenPairSchema = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  /** By this machine's clock, epoch milliseconds. */
  accessExpiresAt: z.number(),
  refreshExpiresAt: z.number().nullable(),
})

export type TokenPair = z.infer<typeof tokenPairSchema>

export function pairFrom(answer: z.infer<typeof tokenShape>, now: number): TokenPair {
  const refreshSeconds = answer.refresh_token_expires_in
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    accessExpiresAt: now + answer.expires_in * 1000,
    refreshExpiresAt: refreshSeconds === undefined ? null : now + refreshSeconds * 1000,
  }
}

/** Null when the text is none of ours. */
export function parsePair(text: string): TokenPair | null {
  try {
    return tokenPairSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
