import type { Draft } from './draft'

/** PeerTube's `VideoPrivacy`. */
export const PRIVACY = { public: 1, unlisted: 2, private: 3, internal: 4, passwordProtected: 5 } as const

/** PeerTube's `VideoCommentPolicy`. */
export const COMMENTS = { enabled: 1, disabled: 2, requiresApproval: 3 } as const

/** The policy as an instance carries it out: where it knows no approval, comments that were to wait for it are closed. */
export function policyAt(policy: number, canApprove: boolean): number {
  return policy === COMMENTS.requiresApproval && !canApprove ? COMMENTS.disabled : policy
}

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
  }
}
