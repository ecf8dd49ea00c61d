import { useEventListener, useMutationObserver } from '@vueuse/core'
import { shallowRef } from 'vue'
import { isNowhere } from './focus-scope'

/**
 * A button that can't be pressed while what it asked for is under way lets go of the focus. It has it back as soon as it
 * can be pressed again, unless whoever pressed it went elsewhere meanwhile. What stays away is for `useLostFocus`.
 */
export function useBusyFocus(): void {
  const held = shallowRef<HTMLButtonElement | null>(null)
  useEventListener(document, 'focusin', ({ target }) => {
    held.value = target instanceof HTMLButtonElement ? target : null
  })
  // A press on what takes no focus is a way to go elsewhere as well.
  useEventListener(document, 'pointerdown', ({ target }) => {
    if (!(target instanceof Node) || held.value?.contains(target) !== true) held.value = null
  })
  useMutationObserver(
    held,
    () => {
      if (held.value?.disabled === false && isNowhere(document.activeElement))
        held.value.focus({ preventScroll: true })
    },
    { attributes: true, attributeFilter: ['disabled'] },
  )
}
