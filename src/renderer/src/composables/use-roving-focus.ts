import { onMounted, onUpdated, type Ref } from 'vue'

export interface RovingFocusOptions {
  /** Elements that take part, in document order. */
  selector: string
  orientation?: 'vertical' | 'horizontal'
}

/** Where a key leads in a list of `count`; null when the key is none of ours. Wraps at neither end. */
export function nextIndex(
  key: string,
  from: number,
  count: number,
  orientation: 'vertical' | 'horizontal',
): number | null {
  const [back, forth] = orientation === 'vertical' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight']
  if (count === 0) return null
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key === back) return Math.max(0, from - 1)
  if (key === forth) return Math.min(count - 1, from + 1)
  return null
}

/**
 * One stop of the Tab key for a whole list; arrows, Home and End move inside it. Bind the returned functions to the
 * container's `keydown` and `focusin`. For lists that are rendered whole: a virtual list keeps its own index.
 */
export function useRovingFocus(container: Ref<HTMLElement | null>, options: RovingFocusOptions) {
  const orientation = options.orientation ?? 'vertical'

  function elements(): HTMLElement[] {
    return [...(container.value?.querySelectorAll<HTMLElement>(options.selector) ?? [])]
  }

  function settle(active?: HTMLElement): void {
    const all = elements()
    const stop = active ?? all.find((element) => element.tabIndex === 0) ?? all[0]
    for (const element of all) element.tabIndex = element === stop ? 0 : -1
  }

  function onKeydown(event: KeyboardEvent): void {
    const all = elements()
    const from = all.indexOf(event.target as HTMLElement)
    if (from === -1) return
    const index = nextIndex(event.key, from, all.length, orientation)
    const target = index === null ? undefined : all[index]
    if (target === undefined) return
    event.preventDefault()
    target.focus()
  }

  function onFocusin(event: FocusEvent): void {
    const target = event.target as HTMLElement
    if (target.matches(options.selector)) settle(target)
  }

  onMounted(() => {
    settle()
  })
  onUpdated(() => {
    settle()
  })
  return { onKeydown, onFocusin }
}
