import type { Download, DownloadProgress } from '@shared/downloads/download'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../../api'
import { createReplica } from '../../stores/replica'

/** Files of videos on their way to this computer. */
export const useDownloadsStore = defineStore('downloads', () => {
  const replica = createReplica<Download>({
    subscribe: (listener) => api.on('downloads.changed', listener),
    snapshot: async () => {
      const { revision, downloads } = await api.call('downloads.list', {})
      return { revision, rows: downloads }
    },
  })
  const progress = shallowRef<ReadonlyMap<string, DownloadProgress>>(new Map())
  const folder = ref('')

  let started: Promise<void> | null = null
  function start(): Promise<void> {
    if (started === null) {
      api.on('downloads.progressed', (batch) => {
        progress.value = new Map(batch.map((row) => [row.id, row]))
      })
    }
    started ??= Promise.all([
      replica.start(),
      api.call('downloads.folder', {}).then(({ name }) => {
        folder.value = name
      }),
    ]).then(() => undefined)
    return started
  }

  /** Newest first. */
  const rows = computed(() => [...replica.rows.value.values()].reverse())
  const underWay = computed(() =>
    rows.value.filter(({ state }) => state.name === 'running' || state.name === 'waiting'),
  )
  const failed = computed(() => rows.value.filter(({ state }) => state.name === 'failed'))

  async function chooseFolder(): Promise<void> {
    const chosen = await api.call('downloads.chooseFolder', {})
    if (chosen !== null) folder.value = chosen.name
  }

  return {
    rows,
    progress,
    folder,
    underWay,
    failed,
    start,
    chooseFolder,
    add: (videos: readonly { accountId: string; uuid: string }[]) =>
      api.call('downloads.start', { videos: videos.map(({ accountId, uuid }) => ({ accountId, uuid })) }),
    pause: (ids: string[]) => api.call('downloads.pause', { ids }),
    resume: (ids: string[]) => api.call('downloads.resume', { ids }),
    remove: (ids: string[]) => api.call('downloads.remove', { ids }),
    reveal: (id: string) => api.call('app.showDownload', { id }),
  }
})
