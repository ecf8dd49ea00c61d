/** What a key does in the list of videos; null: the key is none of ours. */
export type LibraryCommand =
  | { kind: 'go'; to: number }
  | { kind: 'toggle' }
  | { kind: 'select-all' }
  | { kind: 'open' }
  | { kind: 'copy-link' }
  | { kind: 'clear' }

export interface LibraryPlace {
  /** Index of the active video, -1 when there is none. */
  at: number
  count: number
  /** Lines that fit on the screen. */
  pageSize: number
  /** Videos side by side: 1 in the table. */
  across: number
}

function target(key: string, { at, count, pageSize, across }: LibraryPlace): number | null {
  const steps: Record<string, number> = {
    ArrowDown: across,
    ArrowUp: -across,
    PageDown: pageSize * across,
    PageUp: -pageSize * across,
    ...(across > 1 ? { ArrowRight: 1, ArrowLeft: -1 } : {}),
  }
  if (count === 0) return null
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  if (step === undefined) return null
  if (at < 0) return step > 0 ? 0 : count - 1
  const to = at + step
  // Up from the first line and down from the last one lead nowhere else, rather than to the side.
  if (Math.abs(step) === across && across > 1 && (to < 0 || to >= count)) return at
  return Math.max(0, Math.min(count - 1, to))
}

export function libraryCommand(
  press: { key: string; ctrl: boolean; alt: boolean },
  place: LibraryPlace,
): LibraryCommand | null {
  if (press.alt) return null
  const letter = press.key.toLowerCase()
  if (press.ctrl && letter === 'a') return { kind: 'select-all' }
  if (press.ctrl && letter === 'c') return { kind: 'copy-link' }
  const to = target(press.key, place)
  if (to !== null) return { kind: 'go', to }
  if (press.key === ' ') return { kind: 'toggle' }
  if (press.key === 'Enter') return { kind: 'open' }
  return press.key === 'Escape' ? { kind: 'clear' } : null
}
