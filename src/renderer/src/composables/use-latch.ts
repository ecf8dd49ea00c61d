import { ref, watch, type Ref } from 'vue'

/** True from the first moment that `condition` holds, and ever after: for what is set up when first needed. */
export function useLatch(condition: () => boolean): Readonly<Ref<boolean>> {
  const held = ref(condition())
  const stop = watch(condition, (holds) => {
    if (!holds) return
    held.value = true
    stop()
  })
  return held
}
