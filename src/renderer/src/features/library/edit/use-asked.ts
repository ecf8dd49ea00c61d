import { computed, shallowRef, type ComputedRef } from 'vue'

/** Something that the instance is asked for only when the person wants to see it, and forgotten with the video. */
export function useAsked<Value>(key: ComputedRef<string>, ask: (key: string) => Promise<Value>) {
  const answer = shallowRef<{ key: string; value: Value } | null>(null)
  const value = computed(() => (answer.value?.key === key.value ? answer.value.value : null))

  async function task(): Promise<void> {
    const wanted = key.value
    const found = await ask(wanted)
    if (wanted === key.value) answer.value = { key: wanted, value: found }
  }

  /** What was answered is not so any more. */
  function forget(): void {
    answer.value = null
  }

  return { value, task, forget }
}
