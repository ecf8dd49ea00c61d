import { plainSettings } from '@shared/live/live-values'
import { COMMENTS, PRIVACY } from '@shared/uploads/draft-values'
import { computed, ref, watch } from 'vue'
import { api } from '../../api'
import { useFormDraft } from '../../composables/use-form-draft'
import { useChoicesStore } from '../../stores/choices.store'
import type { LiveForm } from './live.store'
import { withoutHalfTimes } from './local-time'

const KEY = 'live/new'

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
    () => (home.value === null ? null : { accountId: home.value, key: KEY }),
    form,
    empty,
  )
  const choices = computed(() => choicesStore.choicesOf(form.value.accountId))

  // The channel is chosen for the person as soon as the account's own are known.
  watch([choices, () => form.value.channelId], () => {
    const channelId = firstChannel(form.value.accountId)
    if (form.value.channelId === null && channelId !== null) form.value = { ...form.value, channelId }
  })
  watch(draft.ready, () => {
    form.value = { ...form.value, settings: withoutHalfTimes(form.value.settings) }
  })

  function change(patch: Partial<LiveForm>): void {
    const channelId = patch.accountId === undefined ? {} : { channelId: firstChannel(patch.accountId) }
    form.value = { ...form.value, ...patch, ...channelId }
  }

  /** For the first of these accounts, or for the one that something was typed for before. */
  async function open(accountIds: readonly string[]): Promise<void> {
    if (home.value !== null) return
    for (const accountId of accountIds) {
      const kept = await api.call('forms.get', { accountId, key: KEY }).catch(() => null)
      if (kept !== null) {
        home.value = accountId
        return
      }
    }
    home.value = accountIds[0] ?? null
  }

  return {
    form,
    choices,
    isOpened: computed(() => home.value !== null && draft.ready.value),
    changed: draft.changed,
    restored: draft.restored,
    open,
    change,
    /** When the live was made. */
    done: draft.reset,
  }
}
