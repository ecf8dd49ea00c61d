import { useToast } from '@nuxt/ui/composables/useToast'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { api } from '../../api'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { useFormat } from '../../composables/use-format'
import { useBulkFormStore, type BulkTarget } from './bulk-form.store'

/** Ways into what is done to many videos at once. */
export function useBulkActions() {
  const { t } = useI18n()
  const router = useRouter()
  const format = useFormat()
  const { run } = useErrorDialog()
  const toast = useToast()

  const show = (id: string): Promise<unknown> => router.push({ name: 'bulk-batch', params: { id } })

  function edit(target: BulkTarget): void {
    useBulkFormStore().target = target
    void router.push({ name: 'bulk-edit' })
  }

  function remove({ selection }: BulkTarget): void {
    void run(async () => {
      const { batchId } = await api.call('library.planDelete', { selection, label: '' })
      await show(batchId)
    })
  }

  function exportTable({ selection }: BulkTarget, kind: 'csv' | 'json'): void {
    void run(async () => {
      const saved = await api.call('library.exportTable', { selection, format: kind })
      if (saved === null) return
      const count = format.value.number(saved.count)
      toast.add({
        title: t('bulk.exported', { count }, saved.count),
        icon: 'i-lucide-check',
        color: 'success',
      })
    })
  }

  function importTable(): void {
    void run(async () => {
      const begun = await api.call('library.importTable', {})
      if (begun !== null) await show(begun.batchId)
    })
  }

  return { edit, remove, exportTable, importTable, openAll: () => void router.push({ name: 'bulk' }) }
}
