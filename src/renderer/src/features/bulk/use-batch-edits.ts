import type { EditStateName, VideoEdit } from '@shared/library/edit'
import { useThrottleFn } from '@vueuse/core'
import { shallowRef, watch } from 'vue'
import { api } from '../../api'
import { RowWindows } from '../library'
import { useErrorDialog } from '../../composables/use-error-dialog'
import type { StateFilter } from './batch-state'
import { useBatchesStore } from './batches.store'

interface Query {
  batchId: string
  states: EditStateName[]
}

/** Rows with their values are dear: those in sight are asked for again so often at most. */
const PAUSE_MS = 400

/** The edits of a batch, as far as they are looked at. */
export function useBatchEdits(batchId: () => string) {
  const store = useBatchesStore()
  const { showError } = useErrorDialog()
  const filter = shallowRef<StateFilter['name']>('all')

  const windows = new RowWindows<Query, VideoEdit>({
    async fetch(query, offset, limit) {
      const { revision } = store
      const { total, edits } = await api.call('library.batchEdits', { ...query, offset, limit })
      return { revision, total, rows: edits }
    },
    onError: showError,
  })

  function ask(): void {
    windows.ask({ batchId: batchId(), states: filter.value === 'all' ? [] : [filter.value] })
  }

  watch([batchId, filter], ask, { immediate: true })
  const refresh = useThrottleFn(
    () => {
      windows.changed(store.revision)
    },
    PAUSE_MS,
    true,
  )
  watch(
    () => store.byId(batchId()),
    () => void refresh(),
  )

  return {
    filter,
    total: windows.total,
    ready: windows.ready,
    shown: windows.shown,
    at: (index: number): VideoEdit | null => windows.at(index),
    show: (first: number, last: number, ahead: boolean): void => {
      windows.show(first, last, ahead)
    },
  }
}
