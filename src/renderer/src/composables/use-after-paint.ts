import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** Holds with `condition`, but begins only after the next frame was drawn: for what should not delay that frame. */
export function useAfterPaint(condition: () => boolean): Readonly<Ref<boolean>> {
  const held = ref(false)
  let takeBack = (): void => undefined
  watch(
    condition,
    (holds) => {
      takeBack()
      held.value = false
      if (holds) takeBack = afterPaint(() => (held.value = true))
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    takeBack()
  })
  return held
}

/** Returns the cancel function. */
function afterPaint(callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(callback)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
