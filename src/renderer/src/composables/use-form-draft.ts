import { useEventListener } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { api, toPlain } from '../api'
import { byClock, SavePause } from './save-pause'
import { followed, frozen, keptFields, pickTyped, settled } from './typed-fields'

const PAUSE_MS = 400

export interface FormPlace {
  accountId: string
  /** At most 100 characters. */
  key: string
}

/**
 * Keeps what is typed into a form in main until it is saved: it is there again after leaving the page, and after a
 * crash. Fields that nobody typed into follow `base`, which is what the form says without what is typed; of the others
 * it is kept what they said before their first key.
 * @param key null: nothing is kept, such as while there is no account yet
 */
export function useFormDraft<Form extends object>(
  place: () => FormPlace | null,
  form: Ref<Form>,
  base: () => Form,
) {
  /** Whether something typed earlier was found. */
  const found = ref(false)
  const ready = ref(false)
  /** What the form says where nothing was typed. */
  let shown = copyOf(base())
  /** Of fields that were typed into. */
  const before: ShallowRef<Partial<Form>> = shallowRef({})
  const changed = computed(() => Object.keys(before.value).length > 0)
  let at: FormPlace | null = null
  const pause = new SavePause(byClock, store)

  function note(): void {
    before.value = frozen(copyOf(form.value), shown, before.value)
  }

  /** What each field said before it was typed into. */
  function seen(): Form {
    note()
    return { ...shown, ...before.value }
  }

  function put(next: { form: Form; base: Partial<Form> }): void {
    before.value = next.base
    form.value = copyOf(next.form)
  }

  /** What is typed is kept now, and not in a moment. */
  function flush(): void {
    if (!pause.isWaiting) return
    pause.cancel()
    store()
  }

  function store(): void {
    if (at === null) return
    note()
    const kept = { base: before.value, typed: pickTyped(copyOf(form.value), before.value) }
    const call = changed.value
      ? api.call('forms.put', { ...at, value: JSON.stringify(kept) })
      : api.call('forms.remove', at)
    void call.catch(() => undefined)
  }

  async function load(): Promise<void> {
    flush()
    at = place()
    ready.value = false
    found.value = false
    shown = copyOf(base())
    put({ form: shown, base: {} })
    const asked = at
    const text = asked === null ? null : await api.call('forms.get', asked).catch(() => null)
    if (asked !== at) return
    // Whoever types at once is faster than the answer: that stays, and is kept too.
    note()
    const wasTyped = changed.value
    const kept = keptFields(text, shown)
    found.value = Object.keys(kept.base).length > 0
    const typed = { ...kept.typed, ...pickTyped(copyOf(form.value), before.value) }
    put({ form: { ...shown, ...typed }, base: { ...kept.base, ...before.value } })
    ready.value = true
    if (wasTyped) saveSoon()
  }

  function saveSoon(): void {
    pause.soon(PAUSE_MS)
  }

  async function forget(): Promise<void> {
    pause.cancel()
    found.value = false
    if (at !== null) await api.call('forms.remove', at).catch(() => undefined)
  }

  /**
   * After saving: what was typed meanwhile is kept on.
   * @param saved the form as it was sent
   * @param seenThen what `seen` said then
   */
  async function settle(saved: Form, seenThen: Form): Promise<void> {
    const next = settled(copyOf(form.value), saved, seenThen, copyOf(base()))
    shown = { ...next.form, ...next.base }
    put(next)
    await forget()
    if (changed.value) saveSoon()
  }

  async function reset(): Promise<void> {
    shown = copyOf(base())
    put({ form: shown, base: {} })
    await forget()
  }

  watch(
    form,
    () => {
      note()
      if (ready.value) saveSoon()
    },
    { deep: true },
  )
  watch(
    () => JSON.stringify(base()),
    () => {
      note()
      shown = copyOf(base())
      put(followed(copyOf(form.value), shown, before.value))
    },
  )
  watch(
    () => JSON.stringify(place()),
    () => void load(),
    { immediate: true },
  )
  onScopeDispose(flush)
  useEventListener(window, 'beforeunload', flush)

  return {
    restored: computed(() => found.value && changed.value),
    ready,
    changed,
    seen,
    flush,
    settle,
    reset,
  }
}

/** Without proxies: what is typed later is not typed into it. */
function copyOf<Form>(form: Form): Form {
  return toPlain(form) as Form
}
