import { useEventListener } from '@vueuse/core'
import { onUpdated, type Ref } from 'vue'

/**
 * Buttons of which each is gone when it was pressed: the focus goes on to the last of those that stand in their place,
 * which is the next step. Whoever went elsewhere meanwhile stays there.
 */
export function usePassedFocus(root: Readonly<Ref<HTMLElement | null>>): void {
  let isHere = false
  const isInside = ({ target }: Event): boolean =>
    target instanceof Node && root.value?.contains(target) === true

  useEventListener(document, 'focusin', (event) => {
    isHere = isInside(event)
  })
  useEventListener(document, 'pointerdown', (event) => {
    isHere &&= isInside(event)
  })
  onUpdated(() => {
    const isLost = isHere && document.activeElement === document.body
    if (isLost) root.value?.querySelector<HTMLElement>('button:not(:disabled):last-of-type')?.focus()
  })
}
