import { useElementSize } from '@vueuse/core'
import { onScopeDispose, watchEffect } from 'vue'

/** What may stand at the foot of the window: the style sheet lays toasts above all of it. */
export type FootPart = 'page-foot' | 'standstill' | 'drop-result'

/** Tells the style sheet how high a part of the foot is, as `--<part>-height`, for as long as it is there. */
export function useFootHeight(part: FootPart, element: () => HTMLElement | null): void {
  const { height } = useElementSize(element, undefined, { box: 'border-box' })
  const { style } = document.documentElement
  const property = `--${part}-height`
  watchEffect(() => {
    style.setProperty(property, `${String(height.value)}px`)
  })
  onScopeDispose(() => {
    style.removeProperty(property)
  })
}
