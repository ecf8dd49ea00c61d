/** What a key does in the list; null: the key is none of ours. */
export type ListCommand =
  | { kind: 'go'; to: number }
  | { kind: 'toggle' }
  | { kind: 'select-all' }
  | { kind: 'open' }
  | { kind: 'remove' }
  | { kind: 'move'; by: -1 | 1 }
  | { kind: 'into-row' }
  | { kind: 'clear' }

export interface KeyPress {
  key: string
  ctrl: boolean
  alt: boolean
}

export interface ListPlace {
  /** Index of the active row, -1 when there is none. */
  at: number
  count: number
  /** Rows that fit on the screen. */
  pageSize: number
}

function target(key: string, { at, count, pageSize }: ListPlace): number | null {
  const targets: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? count - 1 : at - 1,
    Home: 0,
    End: count - 1,
    PageDown: at + pageSize,
    PageUp: at - pageSize,
  }
  const to = targets[key]
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, to))
}

function plainCommand(key: string): ListCommand | null {
  switch (key) {
    case ' ':
      return { kind: 'toggle' }
    case 'Enter':
      return { kind: 'open' }
    case 'Delete':
    case 'Backspace':
      return { kind: 'remove' }
    case 'ArrowRight':
      return { kind: 'into-row' }
    case 'Escape':
      return { kind: 'clear' }
    default:
      return null
  }
}

export function commandFor(press: KeyPress, place: ListPlace): ListCommand | null {
  if (press.alt) {
    if (press.key === 'ArrowUp') return { kind: 'move', by: -1 }
    return press.key === 'ArrowDown' ? { kind: 'move', by: 1 } : null
  }
  if (press.ctrl && press.key.toLowerCase() === 'a') return { kind: 'select-all' }
  const to = target(press.key, place)
  return to === null ? plainCommand(press.key) : { kind: 'go', to }
}
