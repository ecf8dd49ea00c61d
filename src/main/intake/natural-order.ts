import { nextTurn } from './turns'

const SLICE = 2000
const DIGITS = 15

interface Keyed {
  key: string
  name: string
}

/** Names as people count: `part 2` before `part 10`. In slices, so that a folder of any size blocks nobody. */
export async function inNaturalOrder(names: readonly string[]): Promise<string[]> {
  const slices: Keyed[][] = []
  for (let start = 0; start < names.length; start += SLICE) {
    if (start > 0) await nextTurn()
    slices.push(
      names
        .slice(start, start + SLICE)
        .map(withKey)
        .sort(byKey),
    )
  }
  while (slices.length > 1) {
    const [left, right] = [slices.shift(), slices.shift()]
    slices.push(await merge(left ?? [], right ?? []))
  }
  return (slices[0] ?? []).map(({ name }) => name)
}

const BEYOND_ASCII = /[^\u0000-\u007f]/

/** `été` stands with the e, in whichever form the disk has it. */
function withoutAccents(name: string): string {
  return BEYOND_ASCII.test(name) ? name.normalize('NFD').replace(/\p{Mn}/gu, '') : name
}

function withKey(name: string): Keyed {
  return {
    key: withoutAccents(name)
      .toLowerCase()
      .replace(/\d+/g, (digits) => digits.padStart(DIGITS, '0')),
    name,
  }
}

function byKey(left: Keyed, right: Keyed): number {
  if (left.key !== right.key) return left.key < right.key ? -1 : 1
  if (left.name === right.name) return 0
  return left.name < right.name ? -1 : 1
}

async function merge(left: readonly Keyed[], right: readonly Keyed[]): Promise<Keyed[]> {
  const merged: Keyed[] = []
  let [leftAt, rightAt] = [0, 0]
  while (leftAt < left.length || rightAt < right.length) {
    const [a, b] = [left[leftAt], right[rightAt]]
    if (a !== undefined && (b === undefined || byKey(a, b) <= 0)) {
      merged.push(a)
      leftAt += 1
    } else if (b !== undefined) {
      merged.push(b)
      rightAt += 1
    }
    if (merged.length % SLICE === 0) await nextTurn()
  }
  return merged
}
