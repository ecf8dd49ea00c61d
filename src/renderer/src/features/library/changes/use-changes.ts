import type { ChangeRow, ChangeState } from '@shared/library/change'
import { onMounted, onUnmounted, ref, watch } from 'vue'
import { api } from '../../../api'
import { useErrorDialog } from '../../../composables/use-error-dialog'
import { RowWindows } from '../row-windows'

/** What of the outbox can be looked at by itself; what a batch only plans is shown with that batch. */
export const CHANGE_LISTS = {
  all: ['held', 'waiting', 'sending', 'conflict', 'failed', 'done'],
  waiting: ['waiting', 'sending'],
  conflict: ['conflict'],
  failed: ['failed'],
  held: ['held'],
  done: ['done'],
} as const satisfies Record<string, readonly ChangeState[]>

export type ChangeList = keyof typeof CHANGE_LISTS

/** The lines of the outbox, as far as they are looked at. */
export function useChanges() {
  const { showError } = useErrorDialog()
  const list = ref<ChangeList>('all')
  const windows = new RowWindows<ChangeList, ChangeRow>({
    fetch: (query, offset, limit) =>
      api.call('changes.list', { states: [...CHANGE_LISTS[query]], offset, limit }),
    onError: showError,
  })
  onMounted(() => {
    watch(
      list,
      (now) => {
        windows.ask(now)
      },
      { immediate: true },
    )
  })
  onUnmounted(
    api.on('changes.changed', ({ revision }) => {
      windows.changed(revision)
    }),
  )
  return { list, windows }
}
