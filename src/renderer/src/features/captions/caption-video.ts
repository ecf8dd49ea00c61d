import { computed, ref, watch } from 'vue'
import { api } from '../../api'
import { useChoicesStore } from '../../stores/choices.store'

/** What to call the video and its languages. */
export function useCaptionVideo(accountId: () => string, uuid: () => string) {
  const choices = useChoicesStore()
  const title = ref('')

  watch(
    [accountId, uuid],
    async ([account, video]) => {
      title.value = ''
      void choices.load(account).catch(() => null)
      const found = await api.call('library.video', { accountId: account, uuid: video }).catch(() => null)
      title.value = found?.name ?? ''
    },
    { immediate: true },
  )

  const languages = computed(
    () =>
      choices
        .choicesOf(accountId())
        ?.captionLanguages.map(({ id, label }) => ({ value: String(id), label })) ?? [],
  )
  const languageName = (code: string): string =>
    languages.value.find(({ value }) => value === code)?.label ?? code

  return { title, languages, languageName }
}
