/** What a key does in the list of a playlist; null: the key is none of ours. */
export type PlaylistCommand =
  | { kind: 'go'; to: number }
  | { kind: 'move'; to: number }
  | { kind: 'open' }
  | { kind: 'remove' }
  /** The key is ours, and does nothing here. */
  | { kind: 'none' }

export interface PlaylistPlace {
  /** Index of the active element. */
  at: number
  count: number
  /** Rows that fit on the screen. */
  pageSize: number
}

function target(key: string, { at, count, pageSize }: PlaylistPlace): number | null {
  const to: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + pageSize,
    PageUp: at - pageSize,
    Home: 0,
    End: count - 1,
  }
  const wanted = to[key]
  return wanted === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, wanted))
}

/** With Alt the element goes along. */
export function playlistCommand(
  press: { key: string; ctrl: boolean; alt: boolean },
  place: PlaylistPlace,
): PlaylistCommand | null {
  // One element is chosen at a time: "all" would be the words of the page, not the list.
  if (press.ctrl) return press.key.toLowerCase() === 'a' ? { kind: 'none' } : null
  const to = target(press.key, place)
  if (press.alt) return to === null || to === place.at ? null : { kind: 'move', to }
  if (to !== null) return { kind: 'go', to }
  if (press.key === 'Enter') return { kind: 'open' }
  return press.key === 'Delete' || press.key === 'Backspace' ? { kind: 'remove' } : null
}
