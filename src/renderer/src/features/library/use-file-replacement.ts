import { useToast } from '@nuxt/ui/composables/useToast'
import type { LibraryRow } from '@shared/library/library'
import { useI18n } from 'vue-i18n'
import { api } from '../../api'
import { useConfirm } from '../../composables/use-confirm'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { useFormat } from '../../composables/use-format'
import { problemText } from '../uploads'

/** Asks, naming what is lost and what stays, and then for the file that is to take the place of the video's own. */
export function useFileReplacement() {
  const { t } = useI18n()
  const format = useFormat()
  const confirm = useConfirm()
  const toast = useToast()
  const { run } = useErrorDialog()

  async function askAndReplace({ accountId, uuid, name }: LibraryRow): Promise<void> {
    const agreed = await confirm({
      title: t('library.replace.title', { title: name }),
      body: t('library.replace.body'),
      action: t('library.replace.action'),
      danger: true,
    })
    if (!agreed) return
    const outcome = await api.call('library.replaceFile', { accountId, uuid })
    if (outcome === null) return
    if (outcome.uploadId !== null) {
      toast.add({ title: t('library.replace.queued'), icon: 'i-lucide-replace', color: 'success' })
      return
    }
    const description = outcome.problems.map((problem) => problemText(problem, t, format.value)).join(' ')
    toast.add({ title: t('library.replace.refused'), description, icon: 'i-lucide-file-x', color: 'error' })
  }

  return (row: LibraryRow): void => {
    void run(() => askAndReplace(row))
  }
}
