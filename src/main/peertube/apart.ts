import type { InstanceLimits } from '@shared/accounts/choices'
import { EMBED_POLICY } from '@shared/uploads/draft-values'
import type { EmbedPrivacy } from '@shared/uploads/draft'
import type { AccountApi } from './account-api'
import { clip, LONGEST, nullWhenNotThere } from './clean'
import { getEmbedPrivacy, getPlayerSettings } from './operations/videos'
import type { Priority } from './pacing'

const MOST_DOMAINS = 5000

/** Whom to ask about one video, and how. */
export interface VideoCall {
  api: AccountApi
  limits: InstanceLimits
  uuid: string
  priority: Priority
  signal: AbortSignal
}

/** As the person chose it; null: the version has no themes, or the video is gone. */
export async function readPlayerTheme(call: VideoCall): Promise<string | null> {
  const { api, limits, uuid, priority, signal } = call
  if (!limits.features.playerTheme) return null
  const asked = { params: { id: uuid }, query: { raw: true }, priority, signal }
  return themeOf(await nullWhenNotThere(api.call(getPlayerSettings, asked)))
}

/** Null: none is told. */
export function themeOf(answer: { theme: string } | null): string | null {
  const theme = clip(answer?.theme ?? '', LONGEST.tag)
  return theme === '' ? null : theme
}

/** Null: the version has no word on sites, or the video is gone. */
export async function readEmbedPrivacy(call: VideoCall): Promise<EmbedPrivacy | null> {
  const { api, limits, uuid, priority, signal } = call
  if (!limits.features.embedPrivacy) return null
  const found = await nullWhenNotThere(api.call(getEmbedPrivacy, { params: { id: uuid }, priority, signal }))
  if (found === null) return null
  const domains = found.domains.map((domain) => clip(domain, LONGEST.name)).filter((domain) => domain !== '')
  return { policy: found.policy.id, domains: domains.slice(0, MOST_DOMAINS) }
}

/** The body of `PUT /videos/{id}/embed-privacy`. */
export function embedFields({ policy, domains }: EmbedPrivacy): EmbedPrivacy {
  const named = domains.map((domain) => domain.trim().toLowerCase())
  // The same domain twice is refused, and so is one with another policy.
  return { policy, domains: policy === EMBED_POLICY.allowlist ? [...new Set(named)] : [] }
}
