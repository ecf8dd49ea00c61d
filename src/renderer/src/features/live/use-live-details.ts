import type { LiveDetails } from '@shared/live/live'
import { ref, shallowRef, watch } from 'vue'
import { api, toAppError } from '../../api'

interface Which {
  accountId: string
  uuid: string
  state: number
}

/** What is known of one live: at once from the copy, then from the instance, and again when its state changes. */
export function useLiveDetails(which: () => Which) {
  const details = shallowRef<LiveDetails | null>(null)
  const problem = shallowRef<ReturnType<typeof toAppError> | null>(null)
  const loading = ref(false)
  let number = 0

  async function refresh(): Promise<void> {
    const { accountId, uuid } = which()
    const mine = ++number
    loading.value = true
    try {
      const fresh = await api.call('live.details', { accountId, uuid, refresh: true })
      if (mine !== number) return
      details.value = fresh
      problem.value = null
    } catch (error) {
      if (mine === number) problem.value = toAppError(error)
    } finally {
      if (mine === number) loading.value = false
    }
  }

  async function begin(): Promise<void> {
    const { accountId, uuid } = which()
    const mine = ++number
    details.value = null
    problem.value = null
    const known = await api.call('live.details', { accountId, uuid, refresh: false }).catch(() => null)
    if (mine !== number) return
    details.value = known
    await refresh()
  }

  /** What main has read since. */
  async function reread(): Promise<void> {
    const { accountId, uuid } = which()
    const known = await api.call('live.details', { accountId, uuid, refresh: false })
    const isShown = which().accountId === accountId && which().uuid === uuid
    if (isShown && known !== null && known.readAt >= (details.value?.readAt ?? 0)) details.value = known
  }

  watch(
    () => `${which().accountId} ${which().uuid}`,
    () => void begin(),
    { immediate: true },
  )
  watch(
    () => which().state,
    () => void refresh(),
  )

  return { details, problem, loading, reread }
}
