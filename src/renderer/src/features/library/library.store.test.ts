import type { LibraryRow } from '@shared/library/library'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useLibraryStore } from './library.store'
import { chooseOnly } from './selection'

const TOTAL = 1000

const rowAt = (index: number) => ({ accountId: 'account', uuid: `video-${String(index)}` }) as LibraryRow

/** A main process with a long list, of which it gives the rows that it is asked for. */
class LongList {
  private readonly answers: (() => void)[] = []

  call(name: string, input: unknown): Promise<unknown> {
    if (name === 'library.video')
      return Promise.resolve({ ok: false, error: { code: 'not-found', message: '', details: {} } })
    if (name !== 'library.page') return Promise.resolve({ ok: false, error: { code: 'internal' } })
    const { offset, limit } = input as { offset: number; limit: number }
    const rows = Array.from({ length: Math.min(limit, TOTAL - offset) }, (_, index) => rowAt(offset + index))
    return new Promise((resolve) => {
      this.answers.push(() => {
        resolve({ ok: true, value: { revision: 1, total: TOTAL, rows } })
      })
    })
  }

  on(): () => void {
    return () => undefined
  }

  /** Gives all answers that are asked for by now. */
  answer(): void {
    for (const give of this.answers.splice(0)) give()
  }
}

describe('the library store', () => {
  let main: LongList

  beforeEach(() => {
    main = new LongList()
    vi.stubGlobal('window', { longshore: main })
    setActivePinia(createPinia())
  })

  afterEach(() => {
    vi.useRealTimers()
  })

  it('shows in the panel the video that the person is on, also when its row comes later', async () => {
    const store = useLibraryStore()
    store.ask()
    main.answer()
    await vi.waitFor(() => {
      expect(store.at(0)).not.toBeNull()
    })
    store.select(chooseOnly(0))
    store.panelOpen = true
    expect(store.current?.uuid).toBe('video-0')

    store.select(chooseOnly(TOTAL - 1))
    store.show(TOTAL - 10, TOTAL - 1, true)
    expect(store.activeRow).toBeNull()
    main.answer()
    await vi.waitFor(() => {
      expect(store.activeRow?.uuid).toBe('video-999')
      expect(store.current?.uuid).toBe('video-999')
    })
  })
  it.each([
    ['deleted from here is shown no more', true, undefined],
    ['deleted elsewhere stays as it was: somebody may be typing', false, 'video-0'],
  ])('a video that is %s', async (_, isDeletedHere, shown) => {
    vi.useFakeTimers()
    const store = useLibraryStore()
    store.ask()
    main.answer()
    await vi.waitFor(() => {
      expect(store.at(0)).not.toBeNull()
    })
    const row = rowAt(0)
    if (isDeletedHere) store.willGo(row)
    store.select(chooseOnly(0))
    await vi.runAllTimersAsync()
    expect(store.current?.uuid).toBe(shown)
  })
})
