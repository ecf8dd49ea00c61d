import { useToast } from '@nuxt/ui/composables/useToast'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { ToldTogether } from '../../composables/told-together'
import { useCounted } from '../../composables/use-counted'
import type { Announcement } from './announcements'
import { useUploadsStore } from './uploads.store'

const GOOD: readonly Announcement['key'][] = ['published', 'replaced', 'many-published']
const TROUBLE: readonly Announcement['key'][] = ['failed', 'incomplete', 'needsYou', 'many-need-you']

/** It has a button to get to. */
const TROUBLE_SHOWN_MS = 12_000

/** For who looks at another page of the window: what is done, quietly, and what needs them, with the way there. */
export function useQueueToasts() {
  const { t } = useI18n()
  const counted = useCounted()
  const toast = useToast()
  const router = useRouter()
  const store = useUploadsStore()
  const together = new ToldTogether()

  function showProblems(): void {
    store.showFilter('problems')
    void router.push({ name: 'uploads' })
  }

  function titleOf({ key, params }: Announcement, count: number, many: string): string {
    const { name } = params
    return count === 1 && name !== undefined ? t(`uploads.announce.${key}`, { name }) : counted(many, count)
  }

  /** False: it is nothing for a toast. */
  function tell(one: Announcement): boolean {
    const { key, params } = one
    if (GOOD.includes(key)) {
      const count = together.count('good', params.count ?? 1)
      const title = titleOf(one, count, 'uploads.announce.many-published')
      toast.add({ id: 'uploads-good', title, icon: 'i-lucide-circle-check', color: 'success' })
      return true
    }
    if (!TROUBLE.includes(key)) return false
    const count = together.count('trouble', params.count ?? 1)
    toast.add({
      id: 'uploads-trouble',
      title: titleOf(one, count, 'uploads.announce.many-need-you'),
      icon: 'i-lucide-circle-alert',
      color: 'error',
      duration: TROUBLE_SHOWN_MS,
      actions: [
        { label: t('uploads.showProblems'), color: 'neutral', variant: 'outline', onClick: showProblems },
      ],
    })
    return true
  }

  return { tell }
}
