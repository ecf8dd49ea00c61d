import { ref } from 'vue'
import { dropTarget } from './reorder'

/** Marks a drag as one of rows, so that nobody takes it for files. */
const ROWS_TYPE = 'application/x-longshore-rows'

export interface RowDragOptions {
  order: () => readonly string[]
  chosen: () => ReadonlySet<string>
  choose: (id: string) => void
  drop: (ids: readonly string[], before: string | null) => void
}

/** Reordering by the mouse. The keys Alt+Up and Alt+Down do the same. */
export function useRowDrag(options: RowDragOptions) {
  /** Index of the gap that the rows would go into; null: nothing is dragged over the list. */
  const gap = ref<number | null>(null)

  function onDragstart(event: DragEvent, id: string): void {
    if (!options.chosen().has(id)) options.choose(id)
    event.dataTransfer?.setData(ROWS_TYPE, id)
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
  }

  function onDragover(event: DragEvent, index: number): void {
    if (!event.dataTransfer?.types.includes(ROWS_TYPE)) return
    event.preventDefault()
    event.stopPropagation()
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    gap.value = index + (event.clientY > box.top + box.height / 2 ? 1 : 0)
  }

  function onDrop(event: DragEvent): void {
    if (gap.value === null) return
    event.preventDefault()
    event.stopPropagation()
    const chosen = options.chosen()
    const before = dropTarget(options.order(), chosen, gap.value)
    gap.value = null
    options.drop(
      options.order().filter((id) => chosen.has(id)),
      before,
    )
  }

  function onDragend(): void {
    gap.value = null
  }

  return { gap, onDragstart, onDragover, onDrop, onDragend }
}
