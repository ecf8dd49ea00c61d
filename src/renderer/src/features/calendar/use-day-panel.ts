import { ref, type Ref } from 'vue'
import type { Day } from './days'

export interface FocusableGrid {
  focusDay: (day: Day) => Promise<void>
  focusItem: (key: string) => Promise<void>
}

/** The panel with all items of a day; the focus goes back to where it was opened from. */
export function useDayPanel(
  grid: Ref<FocusableGrid | null>,
  panel: Ref<{ focus: () => Promise<void> } | null>,
) {
  const day = ref<Day | null>(null)
  /** The item that it was opened for; null: the day itself. */
  const key = ref<string | null>(null)

  async function open(there: Day, item: string | null): Promise<void> {
    day.value = there
    key.value = item
    await panel.value?.focus()
  }

  function close(): void {
    const there = day.value
    day.value = null
    if (key.value !== null) void grid.value?.focusItem(key.value)
    else if (there !== null) void grid.value?.focusDay(there)
  }

  /** Closes it without taking the focus. */
  function leave(): void {
    day.value = null
  }

  return { day, key, open, close, leave }
}
