import { useElementSize } from '@vueuse/core'
import { computed, ref, watch, type Ref } from 'vue'

export interface FixedRowsOptions {
  scroller: Readonly<Ref<HTMLElement | null>>
  /** Lines of the list. */
  count: () => number
  /** Pixels, with the gap to the next one. */
  lineHeight: () => number
  /** Pixels at the top of the scroller that stay there. */
  head: number
  /** The line that is drawn wherever it is: it has the focus. -1: none. */
  keep: () => number
}

/** Lines drawn ahead of the scrolling and behind it. */
const AHEAD = 8
const BEHIND = 3

/**
 * Which lines of a long list are drawn. All of them are equally high, so that nothing has to be measured or kept for
 * each of 100,000.
 */
export function useFixedRows({ scroller, count, lineHeight, head, keep }: FixedRowsOptions) {
  const { height, width } = useElementSize(scroller)
  const top = ref(0)
  const ahead = ref(true)

  function onScroll(): void {
    const now = scroller.value?.scrollTop ?? 0
    if (now !== top.value) ahead.value = now > top.value
    top.value = now
  }

  const first = computed(() => Math.max(0, Math.min(count() - 1, Math.floor(top.value / lineHeight()))))
  const fitting = computed(() => Math.ceil(Math.max(0, height.value - head) / lineHeight()) + 1)
  const last = computed(() => Math.max(0, Math.min(count() - 1, first.value + fitting.value)))

  const lines = computed(() => {
    if (count() === 0 || height.value === 0) return []
    const from = Math.max(0, first.value - (ahead.value ? BEHIND : AHEAD))
    const to = Math.min(count() - 1, last.value + (ahead.value ? AHEAD : BEHIND))
    const drawn = Array.from({ length: to - from + 1 }, (_, index) => from + index)
    const kept = keep()
    if (kept < 0 || kept >= count() || (kept >= from && kept <= to)) return drawn
    return kept < from ? [kept, ...drawn] : [...drawn, kept]
  })

  const pageSize = (): number => Math.max(1, Math.floor((height.value - head) / lineHeight()) - 1)

  /** Scrolls as little as it takes to see the line whole. */
  function reveal(line: number): void {
    const element = scroller.value
    if (element === null) return
    const [start, room] = [line * lineHeight(), element.clientHeight - head]
    if (start < element.scrollTop) element.scrollTop = start
    else if (start + lineHeight() > element.scrollTop + room) element.scrollTop = start + lineHeight() - room
    onScroll()
  }

  function toTop(): void {
    if (scroller.value !== null) scroller.value.scrollTop = 0
    onScroll()
  }

  // The browser moves what is shown when the list gets shorter, and says so only later.
  watch([count, lineHeight], onScroll, { flush: 'post' })

  return { lines, first, last, ahead, width, onScroll, pageSize, reveal, toTop }
}
