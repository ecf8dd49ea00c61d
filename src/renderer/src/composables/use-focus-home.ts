import { useEventListener, useMutationObserver } from '@vueuse/core'
import { shallowRef } from 'vue'
import { CLOSING, isNowhere } from './focus-scope'

const DIALOG = '[role="dialog"], [role="alertdialog"]'

/**
 * A dialog gives the focus back to the button that opened it. Where that button went with what the dialog was about, as
 * "Sign in" does, the page has the focus, not nothing: Tab goes on there, and a screen reader is not lost. What had the
 * focus last is the dialog then, which is of no page: nothing for `useLostFocus`. A page that knows a nearer place marks
 * it by `data-focus-home`. Where the button only waits for what the dialog asked for, it has the focus as soon as it can
 * be pressed again.
 */
export function useFocusHome(home: () => HTMLElement | null): void {
  const opener = shallowRef<HTMLButtonElement | null>(null)
  const awaited = shallowRef<HTMLButtonElement | null>(null)
  useEventListener(document, 'focusin', ({ target }) => {
    if (!(target instanceof Element) || target.closest(DIALOG) !== null) return
    if (target instanceof HTMLButtonElement) opener.value = target
    else if (target !== home()) opener.value = null
    if (target !== home()) awaited.value = null
  })
  useMutationObserver(
    awaited,
    () => {
      if (awaited.value?.disabled !== false) return
      const isWaiting = document.activeElement === home() || isNowhere(document.activeElement)
      if (isWaiting) awaited.value.focus({ preventScroll: true })
    },
    { attributes: true, attributeFilter: ['disabled'] },
  )

  function giveBack(): void {
    if (!isNowhere(document.activeElement)) return
    const button = opener.value?.isConnected === true ? opener.value : null
    awaited.value = button?.disabled === true ? button : null
    button?.focus({ preventScroll: true })
    if (isNowhere(document.activeElement)) home()?.focus({ preventScroll: true })
  }

  useEventListener(
    document,
    CLOSING,
    ({ target }: Event) => {
      if (!(target instanceof Element) || !target.matches(DIALOG)) return
      // Two turns on: in the next one the dialog itself gives it back.
      setTimeout(() => {
        setTimeout(giveBack)
      })
    },
    { capture: true },
  )
}
