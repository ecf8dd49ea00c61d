import type { Problem } from '@shared/uploads/upload'
import { computed, ref, shallowRef, watch, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../../../api'
import { useAnnouncer } from '../../../composables/use-announcer'
import { useConfirm } from '../../../composables/use-confirm'
import { useErrorDialog } from '../../../composables/use-error-dialog'
import { useEditsStore, videoOfKey } from './edits.store'
import type { LoadedVideo } from './use-editable'

export interface VideoEditOptions {
  key: ComputedRef<string>
  title: () => string
  video: LoadedVideo
  /** Goes to the field that keeps it from being saved. */
  jump: (field: Problem['field']) => void
}

/** Saves and discards what is held for one video, and follows what was saved. */
export function useVideoEdit({ key, title, video, jump }: VideoEditOptions) {
  const { t } = useI18n()
  const store = useEditsStore()
  const { run } = useErrorDialog()
  const { announce } = useAnnouncer()
  const confirm = useConfirm()
  const { editable, typed, reload } = video
  const saving = ref(false)
  /** What this panel asked to be sent: told when it is done. */
  const sent = shallowRef<{ key: string; editId: string } | null>(null)
  const savedKey = ref<string | null>(null)

  const isDirty = computed(() => {
    if (editable.value === null) return false
    return editable.value.held !== null || Object.keys(typed.value).length > 0
  })
  const open = computed(() => editable.value?.open ?? null)
  const justSaved = computed(() => savedKey.value === key.value && open.value === null && !isDirty.value)

  async function follow(): Promise<void> {
    const asked = sent.value
    if (asked === null || asked.key !== key.value || open.value?.id === asked.editId) return
    sent.value = null
    // Gone: the person took it back.
    const edit = await api.call('library.edit', { editId: asked.editId }).catch(() => null)
    if (edit?.state.name !== 'done') return
    savedKey.value = asked.key
    announce(t('edits.savedAnnounced', { title: edit.title }))
  }
  watch(editable, () => void follow())
  watch(
    () => [key.value, open.value?.state.name] as const,
    ([now, name], [before, earlier]) => {
      if (now !== before || name === earlier) return
      if (name === 'conflict') announce(t('edits.conflictAnnounced', { title: title() }))
      if (name === 'failed') announce(t('edits.failedAnnounced', { title: title() }))
    },
  )

  async function send(wanted: string): Promise<void> {
    await store.flush()
    const { editId, problems } = await api.call('library.save', videoOfKey(wanted))
    if (editId !== null) {
      sent.value = { key: wanted, editId }
      savedKey.value = null
    }
    if (wanted !== key.value) return
    await reload()
    const [first] = problems
    if (first !== undefined && wanted === key.value) jump(first.field)
  }

  /** Asked for while another was being saved. */
  let next: string | null = null

  /** What was chosen a moment ago may be on its way to main: it decides whether there is anything to send. */
  async function save(): Promise<void> {
    if (editable.value === null) return
    if (saving.value) {
      next = key.value
      return
    }
    saving.value = true
    for (let wanted: string | null = key.value; wanted !== null; wanted = next) {
      const video = wanted
      next = null
      await run(() => send(video))
    }
    saving.value = false
  }

  async function discard(): Promise<void> {
    const wanted = key.value
    const agreed = await confirm({
      title: t('edits.confirmDiscard.title'),
      body: t('edits.confirmDiscard.body', { title: title() }),
      action: t('edits.confirmDiscard.action'),
      danger: true,
    })
    if (!agreed) return
    await run(async () => {
      await store.flush()
      await api.call('library.discard', videoOfKey(wanted))
      await reload()
    })
  }

  function withOpen(task: (editIds: string[]) => Promise<unknown>): void {
    const { value: edit } = open
    if (edit === null) return
    void run(async () => {
      await task([edit.id])
      await reload()
    })
  }

  return {
    isDirty,
    open,
    justSaved,
    saving,
    save,
    discard,
    retry: () => {
      withOpen((editIds) => api.call('library.retry', { editIds }))
    },
    revoke: () => {
      withOpen((editIds) => api.call('library.revoke', { editIds }))
    },
  }
}
