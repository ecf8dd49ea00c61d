import type { MethodOutput } from '@shared/ipc/contract'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { api } from '../api'

export type AppInfo = MethodOutput<'app.info'>

/** The program itself: version, system, and whether this computer has a network. */
export const useAppStore = defineStore('app', () => {
  const info = shallowRef<AppInfo | null>(null)
  const online = ref(true)
  /** Uploads that wait, run or are being finished: kept by the uploads area, shown in the sidebar. */
  const activeUploads = ref(0)

  async function start(): Promise<void> {
    api.on('connectivity.changed', (change) => {
      online.value = change.online
    })
    info.value = await api.call('app.info', {})
  }

  return { info, online, activeUploads, start }
})
