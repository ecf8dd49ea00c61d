import { onUpdated } from 'vue'

/**
 * A button that was pressed and can do no more loses the focus to nowhere: whoever works by keys would begin again at the
 * top of the window. Bind `onFocusin` and `onFocusout` to what holds the buttons; `onSpent` takes the focus further.
 */
export function useSpentButton(onSpent: () => void) {
  let held: HTMLButtonElement | null = null

  function onFocusin(event: FocusEvent): void {
    held = event.target instanceof HTMLButtonElement ? event.target : null
  }

  function onFocusout(): void {
    // It is told of a button that was disabled as well, but is then no doing of the person's.
    if (held?.disabled !== true) held = null
  }

  onUpdated(() => {
    if (held?.disabled !== true) return
    const isLost = document.activeElement === held || document.activeElement === document.body
    held = null
    if (isLost) onSpent()
  })

  return { onFocusin, onFocusout }
}
