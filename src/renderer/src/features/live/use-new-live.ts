import { plainSettings } from '@shared/live/live-values'
import { COMMENTS, PRIVACY } from '@shared/uploads/draft-values'
import { computed, ref, watch } from 'vue'
import { useFormDraft } from '../../composables/use-form-draft'
import { useChoicesStore } from '../../stores/choices.store'
import type { LiveForm } from './live.store'

/** The form of a new live. What is typed into it is kept by main until the live is made. */
export function useNewLive() {
  const choicesStore = useChoicesStore()
  /** The account it was opened for, which it is kept for; null: it was not opened yet. */
  const home = ref<string | null>(null)

  const firstChannel = (accountId: string): number | null =>
    choicesStore.choicesOf(accountId)?.channels[0]?.id ?? null

  const empty = (): LiveForm => ({
    accountId: home.value ?? '',
    title: '',
    channelId: firstChannel(home.value ?? ''),
    privacy: PRIVACY.private,
    passwords: [],
    description: '',
    tags: [],
    commentsPolicy: COMMENTS.enabled,
    nsfw: false,
    settings: plainSettings(),
  })

  const form = ref<LiveForm>(empty())
  const draft = useFormDraft(
    () => (home.value === null ? null : { accountId: home.value, key: 'live/new' }),
    form,
    empty,
  )
  const choices = computed(() => choicesStore.choicesOf(form.value.accountId))

  // The channel is chosen for the person as soon as the account's own are known.
  watch([choices, () => form.value.channelId], () => {
    const channelId = firstChannel(form.value.accountId)
    if (form.value.channelId === null && channelId !== null) form.value = { ...form.value, channelId }
  })
  // A time that was half typed was kept as nothing.
  watch(draft.ready, () => {
    const { settings } = form.value
    const schedules = settings.schedules.filter((at) => Number.isFinite(at))
    if (schedules.length < settings.schedules.length) {
      form.value = { ...form.value, settings: { ...settings, schedules } }
    }
  })

  function change(patch: Partial<LiveForm>): void {
    const channelId = patch.accountId === undefined ? {} : { channelId: firstChannel(patch.accountId) }
    form.value = { ...form.value, ...patch, ...channelId }
  }

  return {
    form,
    choices,
    isOpened: computed(() => home.value !== null && draft.ready.value),
    open: (accountId: string) => {
      home.value ??= accountId
    },
    change,
    /** When the live was made. */
    done: draft.reset,
  }
}
