import type { EventName, EventPayload, MethodOutput } from '@shared/ipc/contract'
import type { UploadRow } from '@shared/uploads/upload'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { aRow, aSession } from './testing'
import { selectOnly } from './selection'
import { useUploadsStore } from './uploads.store'

/** Main's side of the bridge: pages of a queue, and events that the test sends. */
class FakeMain {
  readonly listeners = new Map<string, (payload: never) => void>()
  readonly asked: unknown[] = []
  pages: MethodOutput<'uploads.rows'>[] = []
  /** Runs before a page is answered: what happens in the meantime. */
  meanwhile: () => void = () => undefined

  call(_name: string, input: unknown): Promise<unknown> {
    this.asked.push(input)
    this.meanwhile()
    return Promise.resolve({ ok: true, value: this.pages.shift() })
  }

  on(name: string, listener: (payload: never) => void): () => void {
    this.listeners.set(name, listener)
    return () => this.listeners.delete(name)
  }

  send<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    this.listeners.get(name)?.(payload as never)
    vi.runAllTimers()
  }
}

const page = (revision: number, rows: UploadRow[]) => ({ revision, total: rows.length, rows })
const uploading = { name: 'uploading' as const, session: aSession(), attempt: 0 }

/** The window's width as the page is told of it: none before it is laid out. */
class Width extends EventTarget {
  matches = false

  becomes(wide: boolean): void {
    this.matches = wide
    this.dispatchEvent(Object.assign(new Event('change'), { matches: wide }))
  }
}

function setUp(...pages: MethodOutput<'uploads.rows'>[]) {
  const main = new FakeMain()
  main.pages = pages
  const width = new Width()
  vi.stubGlobal('window', { longshore: main, matchMedia: () => width })
  setActivePinia(createPinia())
  return { main, width, store: useUploadsStore() }
}

describe('uploads store', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    return () => vi.useRealTimers()
  })

  it('reads page after page, and once', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => aRow({ id: String(index), position: index }))
    const { main, store } = setUp(page(1, many), page(1, [aRow({ id: 'last', position: 2000 })]))
    await Promise.all([store.start(), store.start()])
    expect(main.asked).toEqual([
      { after: null, limit: 1000 },
      { after: 999, limit: 1000 },
    ])
    expect([store.rows.length, store.rows.at(-1)?.id, store.ready]).toEqual([1001, 'last', true])
  })

  it('loses no change that comes while the first page is on its way', async () => {
    const { main, store } = setUp(page(3, [aRow({ id: 'a', title: 'old' }), aRow({ id: 'b' })]))
    main.meanwhile = () => {
      const upserts = [aRow({ id: 'a', title: 'new' })]
      main.send('uploads.changed', { revision: 4, upserts, removals: ['b'] })
    }
    await store.start()
    expect(store.rows.map((row) => row.title)).toEqual(['new'])
  })

  it('draws many changes of one moment together', async () => {
    const { main, store } = setUp(page(1, []))
    await store.start()
    const before = store.rows
    const listener = main.listeners.get('uploads.changed') as (payload: unknown) => void
    listener({ revision: 2, upserts: [aRow({ id: 'a' })], removals: [] })
    listener({ revision: 3, upserts: [aRow({ id: 'b' })], removals: [] })
    expect(store.rows).toBe(before)
    vi.runAllTimers()
    expect(store.counts.drafts).toBe(2)
  })

  it('keeps a chosen row on screen when it leaves the group that is shown', async () => {
    const { main, store } = setUp(page(1, [aRow({ id: 'a' }), aRow({ id: 'b' })]))
    await store.start()
    store.showFilter('drafts')
    store.select(selectOnly('a'))
    main.send('uploads.changed', {
      revision: 2,
      upserts: [aRow({ id: 'a', state: uploading })],
      removals: [],
    })
    expect(store.order).toEqual(['a', 'b'])
    store.select(selectOnly('b'))
    expect(store.order).toEqual(['b'])
  })

  it('selects what a drop added, even when the rows come after the word', async () => {
    const { main, store } = setUp(page(1, [aRow({ id: 'old', state: uploading })]))
    await store.start()
    store.showFilter('active')
    const counts = { found: 1, added: 1, refused: 0, sentBefore: 0, error: null, bareFolders: null }
    const intake = { intakeId: 'i', ...counts, done: true, refusals: [] }
    main.send('intake.progressed', { ...intake, addedIds: ['new'] })
    expect(store.selection.ids.size).toBe(0)
    main.send('uploads.changed', { revision: 2, upserts: [aRow({ id: 'new' })], removals: [] })
    expect([[...store.selection.ids], store.filter, store.panelOpen]).toEqual([['new'], 'all', true])
  })

  it('shows the panel beside the list once the page is laid out with room for both, until the person closes it', () => {
    const { width, store } = setUp()
    expect(store.panelOpen).toBe(false)
    width.becomes(true)
    expect(store.panelOpen).toBe(true)
    width.becomes(false)
    expect(store.panelOpen).toBe(false)
    store.panelOpen = true
    expect(store.panelOpen).toBe(true)
    store.panelOpen = false
    width.becomes(true)
    expect(store.panelOpen).toBe(false)
  })

  it('forgets the progress of rows that do not move any more', async () => {
    const { main, store } = setUp(page(1, [aRow({ id: 'a', state: uploading })]))
    await store.start()
    const moving = { id: 'a', bytesSent: 5, bytesPerSecond: 1, secondsLeft: 1 }
    main.send('uploads.progressed', [moving])
    expect(store.progress.get('a')).toEqual(moving)
    main.send('uploads.changed', { revision: 2, upserts: [aRow({ id: 'a' })], removals: [] })
    main.send('uploads.progressed', [])
    expect(store.progress.size).toBe(0)
  })
})
