import { useEventListener } from '@vueuse/core'
import { CLOSING, isNowhere } from './focus-scope'

/** The part of a select menu that holds the focus while it is open. */
const SELECT_SCOPE = '[data-slot="focusScope"]'

const TEXT_FIELD = 'input, textarea'

/**
 * Whoever closes gives the focus back to where it came from; but not when the person is in a text field by then, or
 * half of what they type would go to a button. A select menu moves the focus a moment after it has closed: what the
 * person went to in that moment counts as well.
 */
export function useFocusKeeper(): void {
  useEventListener(
    document,
    CLOSING,
    (event: Event) => {
      if (!(event.target instanceof Element)) return
      const focused = document.activeElement
      if (focused?.matches(TEXT_FIELD) === true && !event.target.contains(focused)) {
        event.preventDefault()
        event.stopPropagation()
      } else if (event.target.matches(SELECT_SCOPE)) {
        event.preventDefault()
        giveBackLater(event.target)
      }
    },
    { capture: true },
  )
}

function giveBackLater(scope: Element): void {
  const list = scope.parentElement?.id ?? ''
  const button = document.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(list)}"]`)
  setTimeout(() => {
    if (isNowhere(document.activeElement) || scope.contains(document.activeElement)) {
      button?.focus({ preventScroll: true })
    }
  })
}
