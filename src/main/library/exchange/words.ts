import type { Choice } from '@shared/accounts/choices'
import { COMMENTS, EMBED_POLICY, type EmbedPrivacy } from '@shared/uploads/draft'
import { domainsOf } from '@shared/uploads/meant-domains'

/** Tags stand in one cell, a comma between them; one inside a tag has a backslash before it. */
export function joinTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replace(/[\\,]/g, '\\$&')).join(', ')
}

export function splitTags(text: string): string[] {
  const tags = text.match(/(?:\\.|[^,\\])+/gs) ?? []
  return tags.map((tag) => tag.replace(/\\(.)/gs, '$1').trim()).filter((tag) => tag !== '')
}

/** Every site, none, or only these. None of these words is a site: sites have a dot in their name. */
const EVERYWHERE = 'everywhere'
const NOWHERE = 'nowhere'

/** Null: a policy of a later PeerTube, which a table does not know. */
export function joinSites({ policy, domains }: EmbedPrivacy): string | null {
  if (policy === EMBED_POLICY.everywhere) return EVERYWHERE
  if (policy !== EMBED_POLICY.allowlist) return null
  return domains.length === 0 ? NOWHERE : domains.join(', ')
}

/** Null: it says nothing. */
export function splitSites(text: string): EmbedPrivacy | null {
  const word = text.trim().toLowerCase()
  if (word === '') return null
  if (word === EVERYWHERE) return { policy: EMBED_POLICY.everywhere, domains: [] }
  const named = word === NOWHERE ? [] : word.split(/[\s,;]+/).filter((site) => site !== '')
  return { policy: EMBED_POLICY.allowlist, domains: domainsOf(named) }
}

/** The label, as long as it means one choice alone; else the number. */
export function wordOf(id: number | string | null, choices: readonly Choice[]): string {
  if (id === null) return ''
  const label = choices.find((choice) => choice.id === id)?.label ?? ''
  return label !== '' && idOf(label, choices) === id ? label : String(id)
}

/** By number or by label, whatever its case; undefined: not offered, or two have that label. */
export function idOf(word: string, choices: readonly Choice[]): number | string | undefined {
  const wanted = word.trim().toLowerCase()
  const byId = choices.find(({ id }) => String(id).toLowerCase() === wanted)
  if (byId !== undefined) return byId.id
  const called = choicesCalled(word, choices)
  return called.length === 1 ? called[0]?.id : undefined
}

/** Those with this label, whatever its case. */
export function choicesCalled<C extends Choice>(word: string, choices: readonly C[]): C[] {
  const wanted = word.trim().toLowerCase()
  return choices.filter(({ label }) => label.toLowerCase() === wanted)
}

export const COMMENT_WORDS: readonly Choice[] = [
  { id: COMMENTS.enabled, label: 'enabled' },
  { id: COMMENTS.disabled, label: 'disabled' },
  { id: COMMENTS.requiresApproval, label: 'approval' },
]

export function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

const YES = new Set(['yes', 'true', '1', 'oui', 'vrai'])
const NO = new Set(['no', 'false', '0', 'non', 'faux'])

/** As people and spreadsheets write it, in English and French; undefined: neither. */
export function readYesOrNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  return YES.has(word) ? true : NO.has(word) ? false : undefined
}
