import type { MethodOutput } from '@shared/ipc/contract'
import type { Progress, UploadRow } from '@shared/uploads/upload'
import { useMediaQuery } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../../api'
import { useAppStore } from '../../stores/app.store'
import { countGroups, rowsOf, type Filter } from './filters'
import { QueueModel, type QueueChange } from './queue-model'
import { keepOnly, NO_SELECTION, type Selection } from './selection'

const PAGE_SIZE = 1000

/** Changes of one moment are drawn together: a drop of thousands brings many batches. */
const DRAW_AFTER_MS = 30

const SIDE_BY_SIDE = '(min-width: 1060px)'

/** What the sidebar counts: uploads that run, or will by themselves. */
function isUnderWay({ state }: UploadRow): boolean {
  return ['queued', 'uploading', 'finishing', 'processing'].includes(state.name)
}

/** The queue, what the wire does right now, and what of it is chosen and shown. Everything the pages need of it. */
export const useUploadsStore = defineStore('uploads', () => {
  const app = useAppStore()
  const model = new QueueModel()
  const rows = shallowRef<readonly UploadRow[]>([])
  const progress = shallowRef<ReadonlyMap<string, Progress>>(new Map())
  const ready = ref(false)
  const filter = ref<Filter>('all')
  const selection = shallowRef<Selection>(NO_SELECTION)
  /** Null: the person neither opened nor closed it. */
  const panelWish = ref<boolean | null>(null)
  // Asked again whenever the width changes: a page that is not laid out yet has none.
  const isRoomForBoth = useMediaQuery(SIDE_BY_SIDE, { window })
  /** Beside the list where there is room for both; over it the person opens it. */
  const panelOpen = computed({
    get: () => panelWish.value ?? isRoomForBoth.value,
    set: (open: boolean) => {
      panelWish.value = open
    },
  })
  /** The last batch, for those who want each of them. */
  const progressBatch = shallowRef<readonly Progress[]>([])
  let started: Promise<void> | null = null
  let drawTimer: ReturnType<typeof setTimeout> | null = null
  let toSelect: readonly string[] = []

  const counts = computed(() => countGroups(rows.value))
  /** A chosen row stays on screen when it leaves the filter's group: nobody's form closes while they type. */
  const shown = computed(() => rowsOf(rows.value, filter.value, selection.value.ids))
  const order = computed(() => shown.value.map((row) => row.id))
  const selectedRows = computed(() => shown.value.filter((row) => selection.value.ids.has(row.id)))

  function draw(): void {
    drawTimer = null
    const before = order.value
    rows.value = model.inOrder()
    app.activeUploads = rows.value.filter(isUnderWay).length
    app.uploadProblems = counts.value.problems
    selectArrived()
    selection.value = keepOnly(selection.value, order.value, before)
  }

  function drawSoon(): void {
    drawTimer ??= setTimeout(draw, DRAW_AFTER_MS)
  }

  function receive(change: QueueChange): void {
    model.apply(change)
    drawSoon()
  }

  function receiveProgress(batch: readonly Progress[]): void {
    const next = new Map<string, Progress>()
    for (const [id, entry] of progress.value) if (isMoving(id)) next.set(id, entry)
    for (const entry of batch) next.set(entry.id, entry)
    progress.value = next
    progressBatch.value = batch
  }

  function isMoving(id: string): boolean {
    const name = model.get(id)?.state.name
    return name === 'uploading' || name === 'finishing'
  }

  async function load(): Promise<void> {
    api.on('uploads.changed', receive)
    api.on('uploads.progressed', receiveProgress)
    api.on('intake.progressed', (intake) => {
      if (intake.done && intake.addedIds.length > 0) selectWhenThere(intake.addedIds)
    })
    let after: number | null = null
    do {
      const page: MethodOutput<'uploads.rows'> = await api.call('uploads.rows', { after, limit: PAGE_SIZE })
      model.addPage(page.revision, page.rows)
      after = page.rows.length < PAGE_SIZE ? null : (page.rows.at(-1)?.position ?? null)
      draw()
      ready.value = true
    } while (after !== null)
    model.finishLoading()
  }

  /** Subscribes, then reads the queue page by page. Calling it again joins the first call. */
  function start(): Promise<void> {
    started ??= load().catch((error: unknown) => {
      started = null
      throw error
    })
    return started
  }

  /** Rows of a drop may come before or after the word that they were added. */
  function selectWhenThere(ids: readonly string[]): void {
    toSelect = ids
    drawSoon()
  }

  function selectArrived(): void {
    const there = toSelect.filter((id) => model.get(id) !== undefined)
    if (there.length === 0) return
    toSelect = []
    showFilter('all')
    selection.value = { ids: new Set(there), anchor: there[0] ?? null, active: there[0] ?? null }
    panelOpen.value = true
  }

  function select(next: Selection): void {
    selection.value = next
  }

  function showFilter(next: Filter): void {
    filter.value = next
    const inGroup = new Set(rowsOf(rows.value, next).map((row) => row.id))
    const { ids, anchor, active } = selection.value
    const still = (id: string | null): string | null => (id !== null && inGroup.has(id) ? id : null)
    selection.value = {
      ids: new Set([...ids].filter((id) => inGroup.has(id))),
      anchor: still(anchor),
      active: still(active),
    }
  }

  return {
    rows,
    shown,
    order,
    counts,
    progress,
    progressBatch,
    ready,
    filter,
    selection,
    selectedRows,
    panelOpen,
    start,
    select,
    showFilter,
    byId: (id: string): UploadRow | undefined => model.get(id),
  }
})
