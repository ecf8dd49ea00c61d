import { onBeforeUpdate, onUpdated, type Ref } from 'vue'
import { isNowhere } from '../../composables/focus-scope'

/**
 * An item that goes to another place is drawn anew, and between being sent and being read again it may be nowhere for a
 * moment: the focus comes back to it, and waits on `standIn` meanwhile. Where it goes on for good, see `useLostFocus`.
 */
export function useKeptFocus(
  root: Ref<HTMLElement | null>,
  find: (key: string) => HTMLElement | null,
  standIn: () => HTMLElement | null,
): void {
  let key: string | null = null
  let waitsOn: HTMLElement | null = null

  onBeforeUpdate(() => {
    const focused = document.activeElement
    if (focused !== null && focused === waitsOn) return
    waitsOn = null
    const isInside = focused instanceof HTMLElement && root.value?.contains(focused) === true
    key = isInside ? (focused.dataset['key'] ?? null) : null
  })

  onUpdated(() => {
    if (key === null) return
    const isLost = isNowhere(document.activeElement) || document.activeElement === waitsOn
    if (!isLost) return
    const item = find(key)
    waitsOn = item === null ? standIn() : null
    const target = item ?? waitsOn
    target?.focus()
  })
}
