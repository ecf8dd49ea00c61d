import type { ListChange, SitesChange } from '@shared/library/bulk'
import type { EmbedPrivacy } from '@shared/uploads/draft'
import { EMBED_POLICY } from '@shared/uploads/draft-values'

/** What a list of words becomes; a word stands once in it. Words are the same whatever their case when one is taken out. */
export function changeList(items: readonly string[], change: ListChange): string[] {
  switch (change.how) {
    case 'set':
      return unique(change.items)
    case 'add':
      return unique([...items, ...change.items])
    case 'remove': {
      const gone = new Set(change.items.map((item) => item.toLowerCase()))
      return items.filter((item) => !gone.has(item.toLowerCase()))
    }
    case 'replace':
      return unique(
        items.map((item) => (isSame(item, change.find) ? change.by : item)).filter((item) => item !== ''),
      )
  }
}

/** What becomes of the sites that may embed a video. A list is not made of “every site”: it would shut the others out. */
export function changeSites(now: EmbedPrivacy, change: SitesChange): EmbedPrivacy {
  switch (change.how) {
    case 'clear':
      return { policy: EMBED_POLICY.everywhere, domains: [] }
    case 'set':
      return { policy: EMBED_POLICY.allowlist, domains: unique(change.items) }
    case 'add':
    case 'remove':
      if (now.policy !== EMBED_POLICY.allowlist) return now
      return { policy: now.policy, domains: changeList(now.domains, change) }
  }
}

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)]
}
