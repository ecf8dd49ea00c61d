import { COMMENTS, PRIVACY, type ChannelDefaults } from '@shared/uploads/draft'

/** What a draft starts with where a channel has no defaults: private, as everywhere. */
export function plainDefaults(): ChannelDefaults {
  return {
    privacy: PRIVACY.private,
    category: null,
    licence: null,
    language: null,
    description: '',
    support: '',
    tags: [],
    commentsPolicy: COMMENTS.enabled,
    downloadEnabled: true,
    waitTranscoding: true,
    playlistIds: [],
  }
}

/** PeerTube's comment policies with the names that their texts have. */
export const COMMENT_POLICIES: readonly { id: number; name: 'enabled' | 'requiresApproval' | 'disabled' }[] =
  [
    { id: COMMENTS.enabled, name: 'enabled' },
    { id: COMMENTS.requiresApproval, name: 'requiresApproval' },
    { id: COMMENTS.disabled, name: 'disabled' },
  ]
