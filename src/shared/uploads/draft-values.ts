import type { Draft } from './draft'

/** PeerTube's `VideoPrivacy`. */
export const PRIVACY = { public: 1, unlisted: 2, private: 3, internal: 4, passwordProtected: 5 } as const

/** PeerTube's `VideoCommentPolicy`. */
export const COMMENTS = { enabled: 1, disabled: 2, requiresApproval: 3 } as const

/** PeerTube's `VideoEmbedPrivacyPolicy`. */
export const EMBED_POLICY = { everywhere: 1, allowlist: 2 } as const

/** PeerTube's themes of the player, and what leaves the choice to the channel or to the instance. */
export const PLAYER_THEME = {
  channel: 'channel-default',
  instance: 'instance-default',
  galaxy: 'galaxy',
  lucide: 'lucide',
} as const

/** The policy as an instance carries it out: where it knows no approval, comments that were to wait for it are closed. */
export function policyAt(policy: number, canApprove: boolean): number {
  return policy === COMMENTS.requiresApproval && !canApprove ? COMMENTS.disabled : policy
}

/** What a new video has of that which its upload can't carry. */
export const APART_AT_FIRST = {
  playerTheme: PLAYER_THEME.channel,
  embedPrivacy: { policy: EMBED_POLICY.everywhere, domains: [] },
} satisfies Partial<Draft>

/** Private, unless the person chose otherwise: nothing is published by accident. */
export function emptyDraft(title: string): Draft {
  return {
    title,
    channelId: null,
    privacy: PRIVACY.private,
    category: null,
    licence: null,
    language: null,
    description: '',
    support: '',
    tags: [],
    commentsPolicy: COMMENTS.enabled,
    downloadEnabled: true,
    nsfw: false,
    nsfwFlags: 0,
    nsfwSummary: '',
    originallyPublishedAt: null,
    schedule: null,
    waitTranscoding: true,
    generateTranscription: true,
    passwords: [],
    thumbnail: null,
    captions: [],
    playlistIds: [],
    chapters: [],
    ...APART_AT_FIRST,
  }
}
