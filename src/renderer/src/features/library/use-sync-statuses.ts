import type { SyncStatus } from '@shared/library/library'
import { computed, shallowRef } from 'vue'
import { api } from '../../api'

/** How the copy of each account stands: told by main, and asked for at the start. */
export function useSyncStatuses() {
  const known = shallowRef<ReadonlyMap<string, SyncStatus>>(new Map())
  /** Told while a snapshot was on its way: newer than it. */
  let told = new Map<string, SyncStatus>()
  let subscribed = false

  function take(status: SyncStatus): void {
    told.set(status.accountId, status)
    known.value = new Map(known.value).set(status.accountId, status)
  }

  /** Subscribes, then takes a snapshot; a second call takes another one, as when accounts came or went. */
  async function start(): Promise<void> {
    if (!subscribed) api.on('library.synced', take)
    subscribed = true
    told = new Map()
    const statuses = await api.call('library.status', {})
    known.value = new Map(statuses.map((status) => [status.accountId, told.get(status.accountId) ?? status]))
  }

  return { statuses: computed(() => [...known.value.values()]), start }
}
