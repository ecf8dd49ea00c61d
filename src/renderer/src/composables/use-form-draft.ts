import { useEventListener } from '@vueuse/core'
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { api } from '../api'

const PAUSE_MS = 400

/**
 * Keeps what is typed into a form in main until it is saved: it is there again after leaving the page, and after a
 * crash. `form` is filled with what was kept; `base` is what it says without.
 * @param key null: nothing is kept, such as while there is no account yet
 */
export function useFormDraft<Form extends object>(
  place: () => { accountId: string; key: string } | null,
  form: Ref<Form>,
  base: () => Form,
) {
  /** Whether something typed earlier was found. */
  const restored = ref(false)
  const ready = ref(false)
  let timer: ReturnType<typeof setTimeout> | null = null
  let at: { accountId: string; key: string } | null = null

  /** What is typed is kept now, and not in a moment. */
  function flush(): void {
    if (timer === null) return
    clearTimeout(timer)
    timer = null
    if (at === null) return
    const value = JSON.stringify(form.value)
    const call =
      value === JSON.stringify(base())
        ? api.call('forms.remove', at)
        : api.call('forms.put', { ...at, value })
    void call.catch(() => undefined)
  }

  async function load(): Promise<void> {
    flush()
    at = place()
    ready.value = false
    restored.value = false
    form.value = structuredClone(base())
    const asked = at
    const kept = asked === null ? null : await api.call('forms.get', asked).catch(() => null)
    if (asked !== at) return
    const found = kept === null ? null : parsed(kept)
    // Whoever types at once is faster than the answer: that stays, and is kept too.
    const typed = typedSince(form.value, base())
    if (found !== null) {
      form.value = { ...structuredClone(base()), ...found, ...typed }
      restored.value = JSON.stringify(form.value) !== JSON.stringify(base())
    }
    ready.value = true
    if (Object.keys(typed).length > 0) saveSoon()
  }

  function saveSoon(): void {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(flush, PAUSE_MS)
  }

  /** After saving, and when the person lets go of it. */
  async function clear(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    restored.value = false
    if (at !== null) await api.call('forms.remove', at).catch(() => undefined)
  }

  async function reset(): Promise<void> {
    form.value = structuredClone(base())
    await clear()
  }

  watch(
    form,
    () => {
      if (ready.value) saveSoon()
    },
    { deep: true },
  )
  watch(
    () => JSON.stringify(place()),
    () => void load(),
    { immediate: true },
  )
  onScopeDispose(flush)
  useEventListener(window, 'beforeunload', flush)

  return { restored, ready, flush, clear, reset }
}

/** The fields that are not as they were. */
function typedSince<Form extends object>(form: Form, base: Form): Partial<Form> {
  const before = new Map<string, unknown>(Object.entries(base))
  const typed = Object.entries(form).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before.get(name)),
  )
  return Object.fromEntries(typed) as Partial<Form>
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
