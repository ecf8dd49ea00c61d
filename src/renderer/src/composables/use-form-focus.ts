import { nextTick } from 'vue'
import { isNowhere } from './focus-scope'

const FIELDS = 'input:not([type="radio"]), textarea'
const WRONG = '[aria-invalid="true"]'

/** Where a form takes the focus, or whoever works by keys would look for the field from the button that they pressed. */
export function useFormFocus(root: () => HTMLElement | null) {
  function go(selector: string): void {
    root()?.querySelector<HTMLElement>(selector)?.focus()
  }

  /** When the form was opened. */
  function toFirst(): void {
    go(FIELDS)
  }

  /**
   * When it was found out that it can't be sent as it is.
   * @param from what had the focus when it was tried: whoever went elsewhere while the instance was asked stays there
   */
  async function toWrong(from: Element | null = document.activeElement): Promise<void> {
    // It is said at the field as soon as that is drawn anew.
    await nextTick()
    const { activeElement } = document
    if (isNowhere(activeElement) || activeElement === from) go(WRONG)
  }

  return { toFirst, toWrong }
}
