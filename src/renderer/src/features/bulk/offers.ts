import type { Choice } from '@shared/accounts/choices'

/** What one account's instance has to choose from; null: not known yet. */
export interface AccountOffers {
  host: string
  choices: readonly Choice[] | null
}

export interface Offer {
  id: string | number | null
  label: string
  /** Where it is to be had; empty: everywhere. */
  hosts: readonly string[]
}

/**
 * Where the videos' instances have a field: everywhere, nowhere, or on these. What is not known yet (null) is not counted.
 */
export function whereHad(
  accounts: readonly { host: string; has: boolean | null }[],
): 'everywhere' | 'nowhere' | readonly string[] {
  const having = accounts.filter(({ has }) => has === true)
  if (!accounts.some(({ has }) => has === false)) return 'everywhere'
  return having.length === 0 ? 'nowhere' : [...new Set(having.map(({ host }) => host))]
}

/**
 * What any of the instances offers, each once, and where it is not offered everywhere: there. Under the same number two
 * instances may mean different things, which are then named side by side.
 */
export function mergedOffers(accounts: readonly AccountOffers[]): Offer[] {
  const known = accounts.flatMap(({ host, choices }) => (choices === null ? [] : [{ host, choices }]))
  const allHosts = new Set(known.map(({ host }) => host))
  const found = new Map<string, { id: Choice['id']; hostsByLabel: Map<string, Set<string>> }>()
  for (const { host, choices } of known) {
    for (const { id, label } of choices) {
      const offer = found.get(String(id)) ?? { id, hostsByLabel: new Map<string, Set<string>>() }
      offer.hostsByLabel.set(label, (offer.hostsByLabel.get(label) ?? new Set()).add(host))
      found.set(String(id), offer)
    }
  }
  return [...found.values()].map(({ id, hostsByLabel }) => {
    const meanings = [...hostsByLabel].map(([label, hosts]) => ({ label, hosts: [...hosts] }))
    const hosts = [...new Set(meanings.flatMap((meaning) => meaning.hosts))]
    const isOne = meanings.length === 1
    const label = meanings
      .map((meaning) => (isOne ? meaning.label : `${meaning.label} (${meaning.hosts.join(', ')})`))
      .join(' · ')
    return { id, label, hosts: hosts.length === allHosts.size ? [] : hosts }
  })
}
