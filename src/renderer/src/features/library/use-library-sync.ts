import { computed } from 'vue'
import { useClock } from '../../composables/use-clock'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { useAppStore } from '../../stores/app.store'
import { useLibraryStore } from './library.store'
import { syncLines } from './sync-lines'
import { useSyncWords } from './use-sync-words'

/** How the copies of the accounts stand, and what the person can do about it. `accountOf`: what to call an account. */
export function useLibrarySync(accountOf: (id: string) => string) {
  const app = useAppStore()
  const store = useLibraryStore()
  const words = useSyncWords()
  const { run } = useErrorDialog()

  const now = useClock()
  const lines = computed(() => syncLines(store.statuses))
  /** Why the last one failed, in words. */
  const reason = computed(() =>
    words.reason(lines.value.find(({ kind }) => kind === 'failed')?.error ?? null),
  )
  const progress = computed(() => {
    const [line] = lines.value
    return line === undefined ? '' : words.sentence(line, { online: app.online, now: now.value, accountOf })
  })

  function start(accountIds: readonly string[]): void {
    void run(async () => {
      for (const id of accountIds) await store.sync(id)
    })
  }

  function cancel(accountIds: readonly string[]): void {
    void run(async () => {
      for (const id of accountIds) await store.cancelSync(id)
    })
  }

  return { now, lines, reason, progress, start, cancel }
}
