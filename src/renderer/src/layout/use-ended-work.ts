import type { EndedWork } from '@shared/library/work'
import { useToast } from '@nuxt/ui/composables/useToast'
import { onUnmounted } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../api'
import { useFormat } from '../composables/use-format'

/** What ends within that time of the last one is told together. */
const TOGETHER_MS = 6000

/** Tells what an instance is done with to who looks at the window; the system tells the others. */
export function useEndedWork(): void {
  const { t } = useI18n()
  const format = useFormat()
  const toast = useToast()
  const told = { ready: { count: 0, at: 0 }, failed: { count: 0, at: 0 } }

  function tell({ outcome, name }: EndedWork): void {
    const last = told[outcome]
    const now = Date.now()
    last.count = now - last.at < TOGETHER_MS ? last.count + 1 : 1
    last.at = now
    toast.add({
      id: `work-${outcome}`,
      title: t(`library.workEnded.${outcome}`, { name, count: format.value.number(last.count) }, last.count),
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
