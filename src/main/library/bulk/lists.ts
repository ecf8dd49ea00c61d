import type { ListChange } from '@shared/library/bulk'

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

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)]
}
