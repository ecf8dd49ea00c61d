import type { CalendarItem } from '@shared/library/calendar'
import type { Ref } from 'vue'
import { useCalendarStore } from './calendar.store'
import { addDays, atDay, dayOf, type Day } from './days'
import { keyOf } from './items'
import type { FocusableGrid } from './use-day-panel'

/**
 * Moves by drag and by keys, where the time of day stays. `moveTo` tells whether it moved, `goTo` brings a day into
 * sight.
 */
export function useGridMoves(
  grid: Ref<FocusableGrid | null>,
  moveTo: (item: CalendarItem, at: number) => Promise<boolean>,
  goTo: (day: Day) => void,
) {
  const store = useCalendarStore()

  /** The focus goes along. */
  async function shift(item: CalendarItem, days: number): Promise<void> {
    const from = dayOf(item.at, store.timeZone)
    const goal = addDays(from, days)
    const at = atDay(item.at, goal, store.timeZone)
    const shown = store.anchor
    const moving = moveTo(item, at)
    // Unless it was refused at once it stands there already.
    goTo(goal)
    await grid.value?.focusItem(keyOf({ ...item, at }))
    const shownMeanwhile = store.anchor
    if (await moving) return
    // Back to the same week or month, unless the person went on to another one.
    if (store.anchor === shownMeanwhile) store.anchor = shown
    goTo(from)
    await grid.value?.focusItem(keyOf(item))
  }

  function drop(item: CalendarItem, day: Day): void {
    if (dayOf(item.at, store.timeZone) === day) return
    void moveTo(item, atDay(item.at, day, store.timeZone))
  }

  return { shift, drop }
}
