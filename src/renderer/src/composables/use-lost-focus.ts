import { unrefElement, useEventListener, type MaybeComputedElementRef } from '@vueuse/core'
import { onUpdated } from 'vue'
import { isNowhere } from './focus-scope'

/**
 * What holds the focus inside of `root` goes away, or can do no more, and the focus would fall to nowhere: whoever works
 * by keys would begin again at the top of the window. `goOn` takes it further then; where it finds no place yet, it is
 * asked again. Whoever went elsewhere meanwhile stays there.
 *
 * It is looked at when the component that calls this was drawn anew. What stands in a slot is drawn without it: for that,
 * call what is returned.
 * @param goOn gets what had the focus, which may still be there
 */
export function useLostFocus(root: MaybeComputedElementRef, goOn: (lost: Element) => void): () => void {
  /** Remembered, because it tells nothing of where it was once it is gone. */
  let held: Element | null = null
  const insideOf = ({ target }: Event): Element | null =>
    target instanceof Element && unrefElement(root)?.contains(target) === true ? target : null

  useEventListener(document, 'focusin', (event) => {
    held = insideOf(event)
  })
  // A press on what takes no focus is a way to go elsewhere as well.
  useEventListener(document, 'pointerdown', (event) => {
    if (insideOf(event) === null) held = null
  })
  function look(): void {
    if (held === null) return
    const focused = document.activeElement
    // A button that was disabled has the focus until the window is painted.
    const isSpent = focused === held && held.matches(':disabled')
    if (isSpent || isNowhere(focused)) goOn(held)
  }
  onUpdated(look)
  return look
}
