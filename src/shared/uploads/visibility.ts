import type { Draft, DraftField } from './draft'
import { EMBED_POLICY, PRIVACY } from './draft-values'

/** Fields that decide who sees a video, and when. */
export const VISIBILITY_FIELDS = ['privacy', 'schedule', 'passwords'] as const satisfies readonly DraftField[]

/** From the most open on; one that is not known is the most private. */
const PRIVACY_ORDER: readonly number[] = [
  PRIVACY.public,
  PRIVACY.unlisted,
  PRIVACY.internal,
  PRIVACY.passwordProtected,
]

/** Until a plan is carried out, nobody sees the video. */
export function privacyNow({ privacy, schedule }: Draft): number {
  return schedule === null ? privacy : PRIVACY.private
}

export function morePrivate(one: number, other: number): number {
  return rankOf(one) >= rankOf(other) ? one : other
}

/** The draft lets more people see the video than the server does. */
export function isOpening(draft: Draft, carried: Draft): boolean {
  return morePrivate(privacyNow(draft), privacyNow(carried)) !== privacyNow(draft)
}

/**
 * What an init says of a draft. It can't carry the sites that may embed the video: where these are not all, the video is
 * private until they are set, and opened by the step that follows.
 */
export function heldBack(draft: Draft): Draft {
  const isForSome = draft.embedPrivacy.policy !== EMBED_POLICY.everywhere
  return isForSome && privacyNow(draft) !== PRIVACY.private ? { ...draft, privacy: PRIVACY.private } : draft
}

function rankOf(privacy: number): number {
  const index = PRIVACY_ORDER.indexOf(privacy)
  return index < 0 ? PRIVACY_ORDER.length : index
}
