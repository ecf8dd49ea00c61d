import type { ListForm, ListOutcome } from '@shared/library/list-form'
import type { LiveRow, LiveSettings, LiveStatus, NewLive } from '@shared/live/live'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../../api'
import { oneAtATime } from '../../composables/one-at-a-time'

/** As many as are drawn without a stutter. */
const PAGE = 60

export const keyOf = (live: { accountId: string; uuid: string }): string => `${live.accountId} ${live.uuid}`

/** What is said of a new live, and for which account. */
export interface LiveForm extends NewLive {
  accountId: string
}

/** The lives of all accounts, and how they stand while the page is shown. */
export const useLiveStore = defineStore('live', () => {
  const stored = shallowRef<readonly LiveRow[]>([])
  /** Settings that their instances have not got. */
  const forms = shallowRef<readonly ListForm[]>([])
  const total = ref(0)
  const ready = ref(false)
  const wanted = ref(PAGE)
  const statuses = shallowRef<ReadonlyMap<string, LiveStatus>>(new Map())
  const panel = ref<'none' | 'live' | 'new'>('none')
  const selectedKey = ref<string | null>(null)

  /** Told by the instance a moment ago, where the copy may be older. */
  const rows = computed(() =>
    stored.value.map((row) => {
      const state = statusOf(row)?.state
      return state === undefined || state === row.state ? row : { ...row, state }
    }),
  )
  const selected = computed(() => rows.value.find((row) => keyOf(row) === selectedKey.value) ?? null)

  function formOf({ accountId, uuid }: { accountId: string; uuid: string }): ListForm | null {
    return forms.value.find((form) => form.accountId === accountId && form.target === uuid) ?? null
  }

  function statusOf({ accountId, uuid }: { accountId: string; uuid: string }) {
    return statuses.value.get(accountId)?.lives.find((live) => live.uuid === uuid)
  }

  async function read(): Promise<void> {
    const found: LiveRow[] = []
    for (let offset = 0; offset < wanted.value; offset += PAGE) {
      const page = await api.call('live.page', { offset, limit: PAGE })
      found.push(...page.rows)
      total.value = page.total
      if (found.length >= page.total) break
    }
    // After the rows: what has arrived is in them when its form is gone.
    forms.value = await api.call('live.forms', {})
    stored.value = found
    ready.value = true
  }

  const load = oneAtATime(read)

  const stops: (() => void)[] = []
  /** While the page is shown. */
  async function start(onError: (error: unknown) => void): Promise<void> {
    stops.push(
      api.on('library.changed', () => {
        load().catch(onError)
      }),
      api.on('lists.changed', () => {
        load().catch(onError)
      }),
      api.on('live.status', (status) => {
        statuses.value = new Map(statuses.value).set(status.accountId, status)
      }),
    )
    await load()
    await api.call('live.watch', { watching: true })
  }

  async function stop(): Promise<void> {
    for (const end of stops.splice(0)) end()
    statuses.value = new Map()
    await api.call('live.watch', { watching: false })
  }

  function show(live: { accountId: string; uuid: string }): void {
    selectedKey.value = keyOf(live)
    panel.value = 'live'
  }

  /** Also where it stands far below. */
  async function reveal(live: { accountId: string; uuid: string }): Promise<void> {
    show(live)
    while (selected.value === null && stored.value.length < total.value) await showMore()
  }

  /** Rejects with the refusal. `seen`: what its fields said before they were typed into. */
  async function save(
    { accountId, uuid }: { accountId: string; uuid: string },
    fields: LiveSettings,
    seen: LiveSettings,
  ): Promise<ListOutcome> {
    const { outcome } = await api.call('live.save', { accountId, uuid, fields, seen })
    await load()
    return outcome
  }

  async function create({ accountId, ...live }: LiveForm): Promise<{ accountId: string; uuid: string }> {
    const { uuid } = await api.call('live.create', { accountId, live })
    await load()
    return { accountId, uuid }
  }

  function showMore(): Promise<void> {
    wanted.value += PAGE
    return load()
  }

  return {
    rows,
    forms,
    total,
    ready,
    statuses,
    panel,
    selected,
    selectedKey,
    formOf,
    statusOf,
    load,
    start,
    stop,
    show,
    reveal,
    save,
    create,
    showMore,
  }
})
