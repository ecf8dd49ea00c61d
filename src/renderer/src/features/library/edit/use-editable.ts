import type { Editable, VideoChanges, VideoFields } from '@shared/library/edit'
import { layOver } from '@shared/library/same-fields'
import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef } from 'vue'
import { api } from '../../../api'
import { useAppStore } from '../../../stores/app.store'
import { useEditsStore } from './edits.store'

/** Changes come in bursts while many edits are sent. */
const RELOAD_AFTER_MS = 150
/** Whoever runs down the list with the arrow keys wants the last one read from the instance. */
const PAUSE_MS = 250

const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, PAUSE_MS)
  })

interface Loaded {
  key: string
  editable: Editable
  /** Typed since it was read: shown while it is on its way to main and back. */
  typed: VideoChanges
}

/** Main's word about the video of `key`, read again whenever it may be another; typed text is laid over it. */
export function useEditable(key: ComputedRef<string>) {
  const store = useEditsStore()
  const app = useAppStore()
  const loaded = shallowRef<Loaded | null>(null)
  const loadError = ref<unknown>(null)
  /** Whose instance was asked last, and did not answer. */
  const unanswered = ref<string | null>(null)

  async function read(wanted: string, wait: boolean): Promise<Editable> {
    const editable = await store.editable(wanted, wait)
    if (wanted === key.value) {
      loaded.value = { key: wanted, editable, typed: store.unheld(wanted) }
      loadError.value = null
    }
    return editable
  }

  async function ask(wanted: string, earlier: Editable): Promise<void> {
    unanswered.value = null
    const answer = await read(wanted, true)
    if (answer.detailsAt === earlier.detailsAt) unanswered.value = wanted
    else store.toldIn.set(wanted, answer.updatedAt)
  }

  /**
   * At once from the local copy; what that does not know comes when the instance has answered. It is asked once in each
   * version of the video: each answer makes the copy another one, and with it this being called again.
   */
  async function reload(): Promise<void> {
    const wanted = key.value
    if (wanted === '') return
    try {
      const known = await read(wanted, false)
      // Passwords are never known.
      if (known.unknown.length <= 1 || store.toldIn.get(wanted) === known.updatedAt) return
      await pause()
      if (wanted === key.value) await ask(wanted, known)
    } catch (error) {
      if (wanted === key.value) loadError.value = error
    }
  }

  const reloadSoon = useDebounceFn(reload, RELOAD_AFTER_MS)
  watch(
    key,
    () => {
      void store.flush()
      loadError.value = null
      void reload()
    },
    { immediate: true },
  )
  for (const event of ['library.outboxChanged', 'library.changed'] as const) {
    onScopeDispose(api.on(event, () => void reloadSoon()))
  }

  watch(
    () => app.online,
    () => void reload(),
  )

  const editable = computed(() => (loaded.value?.key === key.value ? loaded.value.editable : null))
  /** What is not known will not come by itself: the instance told the rest, or nothing at all. */
  const isUntold = computed(
    () =>
      unanswered.value === key.value ||
      (editable.value !== null && store.toldIn.get(key.value) === editable.value.updatedAt),
  )

  async function askAgain(): Promise<void> {
    const { value: known } = editable
    if (known !== null) await ask(key.value, known)
  }

  const typed = computed<VideoChanges>(() =>
    loaded.value?.key === key.value ? { ...loaded.value.typed, ...store.unheld(key.value) } : {},
  )
  /** As the form shows them. */
  const fields = computed<VideoFields | null>(() =>
    editable.value === null ? null : layOver(editable.value.fields, typed.value),
  )

  // Typed text leaves the outbox before main's word is read again: keep it here so that nothing flickers.
  function remember(changes: VideoChanges): void {
    if (loaded.value?.key !== key.value) return
    loaded.value = { ...loaded.value, typed: { ...loaded.value.typed, ...changes } }
  }

  return { editable, fields, typed, loadError, isUntold, askAgain, reload, remember }
}

export type LoadedVideo = ReturnType<typeof useEditable>
