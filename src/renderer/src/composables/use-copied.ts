import { useTimeoutFn } from '@vueuse/core'
import { readonly, ref } from 'vue'

const SHOWN_MS = 2000

/** Says at a button for two seconds that what it copies was copied. */
export function useCopied() {
  const copied = ref(false)
  const { start } = useTimeoutFn(() => (copied.value = false), SHOWN_MS, { immediate: false })

  function show(): void {
    copied.value = true
    start()
  }

  return { copied: readonly(copied), show }
}
