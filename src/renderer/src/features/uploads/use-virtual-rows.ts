import { defaultRangeExtractor, useVirtualizer } from '@tanstack/vue-virtual'
import { computed, nextTick, watch, type Ref } from 'vue'
import { useLostFocus } from '../../composables/use-lost-focus'

export const ROW_HEIGHT = 64
export const ROW_GAP = 2

export interface VirtualRowsOptions {
  scroller: Readonly<Ref<HTMLElement | null>>
  order: () => readonly string[]
  active: () => string | null
}

/** Renders the rows in sight and the one that the keyboard is on, and keeps the focus on that one. */
export function useVirtualRows({ scroller, order, active }: VirtualRowsOptions) {
  const activeIndex = computed(() => {
    const id = active()
    return id === null ? -1 : order().indexOf(id)
  })
  const virtualizer = useVirtualizer(
    computed(() => ({
      count: order().length,
      getScrollElement: () => scroller.value,
      estimateSize: () => ROW_HEIGHT,
      gap: ROW_GAP,
      overscan: 6,
      getItemKey: (index: number) => order()[index] ?? index,
      rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const inSight = defaultRangeExtractor(range)
        const at = activeIndex.value
        return at < 0 || inSight.includes(at) ? inSight : [...inSight, at].sort((a, b) => a - b)
      },
    })),
  )

  function focusActive(): void {
    scroller.value?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true })
  }

  watch(activeIndex, async (index, before) => {
    if (index < 0) return
    const far = Math.abs(index - before) > 2 * pageSize()
    virtualizer.value.scrollToIndex(index, { align: far ? 'center' : 'auto' })
    const focused = document.activeElement
    const inList = scroller.value?.contains(focused) === true && focused?.closest('[role="row"]') !== null
    await nextTick()
    if (inList) focusActive()
  })

  // A focused row that was taken away: the next one gets the focus.
  useLostFocus(scroller, focusActive)

  const pageSize = (): number => Math.max(1, Math.floor((scroller.value?.clientHeight ?? 0) / ROW_HEIGHT) - 1)

  return { virtualizer, activeIndex, focusActive, pageSize }
}
