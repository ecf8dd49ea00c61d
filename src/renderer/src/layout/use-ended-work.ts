import type { EndedWork } from '@shared/library/work'
import { useToast } from '@nuxt/ui/composables/useToast'
import { onUnmounted } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../api'
import { ToldTogether } from '../composables/told-together'
import { useFormat } from '../composables/use-format'

/** Tells what an instance is done with to who looks at the window; the system tells the others. */
export function useEndedWork(): void {
  const { t } = useI18n()
  const format = useFormat()
  const toast = useToast()
  const together = new ToldTogether()

  function tell({ outcome, name }: EndedWork): void {
    const count = together.count(outcome, 1)
    toast.add({
      id: `work-${outcome}`,
      title: t(`library.workEnded.${outcome}`, { name, count: format.value.number(count) }, count),
      icon: outcome === 'ready' ? 'i-lucide-circle-check' : 'i-lucide-circle-alert',
      color: outcome === 'ready' ? 'success' : 'error',
    })
  }

  onUnmounted(
    api.on('library.workEnded', (work) => {
      if (document.hasFocus()) tell(work)
    }),
  )
}
