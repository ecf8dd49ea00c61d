import type { MethodOutput } from '@shared/ipc/contract'
import type { StorageTrouble } from '@shared/storage'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../api'

export type AppInfo = MethodOutput<'app.info'>

/** The program itself: version, system, and whether this computer has a network and room to write. */
export const useAppStore = defineStore('app', () => {
  const info = shallowRef<AppInfo | null>(null)
  /** Null: nothing has changed since the window was opened. */
  const told = ref<boolean | null>(null)
  const online = computed(() => told.value ?? info.value?.online ?? true)
  const storageTrouble = ref<StorageTrouble | null>(null)
  /** Uploads that wait, run or are being finished: kept by the uploads area, shown in the sidebar. */
  const activeUploads = ref(0)
  /** Uploads that need the person: kept and shown likewise. */
  const uploadProblems = ref(0)

  async function start(): Promise<void> {
    api.on('connectivity.changed', (change) => {
      told.value = change.online
    })
    api.on('storage.changed', (change) => {
      storageTrouble.value = change.trouble
    })
    info.value = await api.call('app.info', {})
    storageTrouble.value = info.value.storageTrouble
  }

  return { info, online, storageTrouble, activeUploads, uploadProblems, start }
})
