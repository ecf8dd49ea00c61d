import type { InstanceLimits } from '../accounts/choices'
import type { Draft } from './draft'
import { PRIVACY } from './draft-values'
import { sameValue } from './merge-drafts'
import { carriedByInit, INIT_FIELDS } from './pending-steps'
import type { Problem } from './upload'
import { heldBack, morePrivate, privacyNow, VISIBILITY_FIELDS } from './visibility'

/** What a repeated init may say of an upload whose session says something already. */
export interface Renewable {
  draft: Draft
  /** What the init before said. */
  carried: Draft
  /** Fields of which it is not known whether the session has them so. */
  inDoubt: readonly string[]
  limits: Pick<InstanceLimits, 'defaultLicence'>
}

/** What a repeated init should say, the next one where the instance refuses that. Empty: the session says it already. */
export function draftsToTell(renewable: Renewable, problems: readonly Problem[]): Draft[] {
  const careful = carefulDraft(renewable)
  const candidates = problems.some(isOfInit) ? [careful] : [renewable.draft, careful]
  return candidates.filter((draft) => hasNews({ ...renewable, draft }))
}

/** Whether the session, as it is, shows its video to nobody who would not see it by the draft. */
export function mayGoUntold(renewable: Renewable): boolean {
  const careful = carefulDraft(renewable)
  return VISIBILITY_FIELDS.every(
    (field) => !renewable.inDoubt.includes(field) && sameValue(careful[field], renewable.carried[field]),
  )
}

/**
 * What is said while the draft can't be: what was said before, and as little seen as by either of the two. A password
 * or a plan that is new is not taken over: the video is private until the draft can be sent.
 */
export function carefulDraft({ draft: wanted, carried }: Pick<Renewable, 'draft' | 'carried'>): Draft {
  const draft = heldBack(wanted)
  if (VISIBILITY_FIELDS.every((field) => sameValue(draft[field], carried[field]))) return carried
  const privacy = morePrivate(privacyNow(draft), privacyNow(carried))
  const isOpenToSome = privacy === PRIVACY.passwordProtected
  const samePasswords = sameValue(draft.passwords, carried.passwords) && carried.passwords.length > 0
  return {
    ...carried,
    privacy: isOpenToSome && !samePasswords ? PRIVACY.private : privacy,
    schedule: null,
  }
}

/** The title is the session's own: a later one follows by itself. */
function hasNews({ draft, carried, inDoubt, limits }: Renewable): boolean {
  const told = carriedByInit(draft, carried.title, limits)
  return INIT_FIELDS.some(
    (field) => field !== 'title' && (inDoubt.includes(field) || !sameValue(told[field], carried[field])),
  )
}

function isOfInit({ field }: Problem): boolean {
  return field !== 'title' && (INIT_FIELDS as readonly Problem['field'][]).includes(field)
}
