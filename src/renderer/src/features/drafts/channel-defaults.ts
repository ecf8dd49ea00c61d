import { PRIVACY, type ChannelDefaults, type DraftField, type MergedDraft } from '@shared/uploads/draft'
import { valueOf } from './merged-view'

const FIELDS = [
  'privacy',
  'category',
  'licence',
  'language',
  'description',
  'support',
  'tags',
  'commentsPolicy',
  'downloadEnabled',
  'waitTranscoding',
  'playlistIds',
] as const satisfies readonly (keyof ChannelDefaults & DraftField)[]

/**
 * What the chosen drafts say, as the defaults of their channel; null while they differ or have no channel. Passwords
 * are not remembered, so a protected video makes private the default.
 */
export function defaultsFrom(merged: MergedDraft): { channelId: number; defaults: ChannelDefaults } | null {
  const channelId = valueOf(merged, 'channelId')
  const values = FIELDS.map((field) => [field, valueOf(merged, field)] as const)
  if (typeof channelId !== 'number' || values.some(([, value]) => value === undefined)) return null
  const defaults = Object.fromEntries(values) as ChannelDefaults
  const privacy = defaults.privacy === PRIVACY.passwordProtected ? PRIVACY.private : defaults.privacy
  return { channelId, defaults: { ...defaults, privacy } }
}
