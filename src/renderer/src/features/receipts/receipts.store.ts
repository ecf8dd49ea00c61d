import type { Receipt } from '@shared/uploads/upload'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { api } from '../../api'

export const RECEIPTS_PER_PAGE = 100

/** The receipts, newest first, fetched page by page as they come into sight. */
export const useReceiptsStore = defineStore('receipts', () => {
  const total = ref(0)
  const ready = ref(false)
  const pages = shallowRef<ReadonlyMap<number, readonly Receipt[]>>(new Map())
  let asked = new Set<number>()
  /** Answers that were asked for before the list changed are of no use. */
  let round = 0
  let subscribed = false

  async function fetchPage(page: number): Promise<void> {
    if (asked.has(page)) return
    asked.add(page)
    const mine = round
    try {
      const answer = await api.call('receipts.list', {
        after: page * RECEIPTS_PER_PAGE,
        limit: RECEIPTS_PER_PAGE,
      })
      if (mine !== round) return
      pages.value = new Map(pages.value).set(page, answer.receipts)
      total.value = answer.total
      ready.value = true
    } catch (error) {
      if (mine === round) asked.delete(page)
      throw error
    }
  }

  /** Fetches what the rows from `first` to `last` need and is not here yet. */
  async function show(first: number, last: number): Promise<void> {
    const from = Math.floor(first / RECEIPTS_PER_PAGE)
    const to = Math.floor(Math.max(first, last) / RECEIPTS_PER_PAGE)
    await Promise.all(Array.from({ length: to - from + 1 }, (_, index) => fetchPage(from + index)))
  }

  /** Asks again for every page that was in sight; the old ones stay until the new ones are there. */
  async function refresh(): Promise<void> {
    const known = [...asked]
    round += 1
    asked = new Set()
    await Promise.all((known.length > 0 ? known : [0]).map(fetchPage))
  }

  /** Keeps the list fresh from now on; `onError` gets what goes wrong later. */
  async function start(onError: (error: unknown) => void): Promise<void> {
    if (!subscribed) api.on('receipts.changed', () => void refresh().catch(onError))
    subscribed = true
    await refresh()
  }

  function at(index: number): Receipt | null {
    return pages.value.get(Math.floor(index / RECEIPTS_PER_PAGE))?.[index % RECEIPTS_PER_PAGE] ?? null
  }

  /** Null ids: all. Answers how many were saved; null: the person closed the save dialog. */
  function exportJson(ids: readonly string[] | null): Promise<{ count: number } | null> {
    return api.call('receipts.export', { ids: ids === null ? null : [...ids] })
  }

  return { total, ready, start, show, refresh, at, exportJson }
})
