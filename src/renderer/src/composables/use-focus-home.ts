import { useEventListener } from '@vueuse/core'
import { CLOSING, isNowhere } from './focus-scope'

const DIALOG = '[role="dialog"], [role="alertdialog"]'

/**
 * A dialog gives the focus back to the button that opened it. Where that button went with what the dialog was about, as
 * "Sign in" does, the page has the focus, not nothing: Tab goes on there, and a screen reader is not lost. What had the
 * focus last is the dialog then, which is of no page: nothing for `useLostFocus`. A page that knows a nearer place marks
 * it by `data-focus-home`.
 */
export function useFocusHome(home: () => HTMLElement | null): void {
  useEventListener(
    document,
    CLOSING,
    ({ target }: Event) => {
      if (!(target instanceof Element) || !target.matches(DIALOG)) return
      // Two turns on: in the next one the dialog itself gives it back.
      setTimeout(() => {
        setTimeout(() => {
          if (isNowhere(document.activeElement)) home()?.focus({ preventScroll: true })
        })
      })
    },
    { capture: true },
  )
}
