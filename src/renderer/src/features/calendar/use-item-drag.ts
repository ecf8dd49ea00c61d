import type { CalendarItem } from '@shared/library/calendar'
import { ref, shallowRef } from 'vue'
import type { Day } from './days'

/** Dragging an item over the days of a grid; `drop` gets it with the day that it was let go on. */
export function useItemDrag(
  dayAt: (target: EventTarget | null) => Day | null,
  drop: (item: CalendarItem, day: Day) => void,
) {
  const dragged = shallowRef<CalendarItem | null>(null)
  /** The day under the pointer. */
  const target = ref<Day | null>(null)

  function end(): void {
    dragged.value = null
    target.value = null
  }

  function onDragover(event: DragEvent): void {
    target.value = dragged.value === null ? null : dayAt(event.target)
    // Files have a way of their own, which this must not stop.
    if (target.value !== null) event.preventDefault()
  }

  function onDragleave(): void {
    target.value = null
  }

  function onDrop(event: DragEvent): void {
    const day = dayAt(event.target)
    const item = dragged.value
    end()
    if (item === null || day === null) return
    event.preventDefault()
    drop(item, day)
  }

  function begin(item: CalendarItem): void {
    dragged.value = item
  }

  return { target, begin, end, onDragover, onDragleave, onDrop }
}
