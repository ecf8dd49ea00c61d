import type { Envelope, MethodInput } from '@shared/ipc/contract'
import type { Receipt } from '@shared/uploads/upload'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { RECEIPTS_PER_PAGE, useReceiptsStore } from './receipts.store'

function receipt(index: number): Receipt {
  return {
    uploadId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    title: `Video ${String(index)}`,
    fileName: 'a.mp4',
    fileBytes: 1,
    sha256: 'ab',
    instanceUrl: 'https://tube.example',
    username: 'maren',
    videoUuid: 'u',
    videoUrl: 'https://tube.example/w/u',
    startedAt: '2026-01-01T00:00:00Z',
    uploadedAt: '2026-01-01T00:00:00Z',
    publishedAt: null,
    replaced: false,
  }
}

/** A main process that has `count` receipts and remembers what it was asked. */
class FakeBridge {
  count = 250
  fails = false
  readonly asked: number[] = []
  changed: () => void = () => undefined

  call(_name: 'receipts.list', { after, limit }: MethodInput<'receipts.list'>): Promise<Envelope> {
    this.asked.push(after)
    if (this.fails)
      return Promise.resolve({ ok: false, error: { code: 'internal', message: '', details: {} } })
    const rows = Math.max(0, Math.min(limit, this.count - after))
    const receipts = Array.from({ length: rows }, (_, index) => receipt(after + index))
    return Promise.resolve({ ok: true, value: { total: this.count, receipts } })
  }

  on(_name: 'receipts.changed', listener: () => void): () => void {
    this.changed = listener
    return () => undefined
  }
}

const unexpected = (error: unknown): void => {
  throw error
}

describe('the receipts store', () => {
  let bridge: FakeBridge

  beforeEach(() => {
    setActivePinia(createPinia())
    bridge = new FakeBridge()
    vi.stubGlobal('window', { longshore: bridge })
  })

  it('fetches the pages in sight, each once', async () => {
    const store = useReceiptsStore()
    await store.start(unexpected)
    await store.show(90, 130)
    await store.show(95, 140)
    expect(bridge.asked).toEqual([0, RECEIPTS_PER_PAGE])
    expect(store.total).toBe(250)
    expect(store.at(120)?.title).toBe('Video 120')
    expect(store.at(249)).toBeNull()
  })

  it('asks again for what was in sight when receipts change', async () => {
    const store = useReceiptsStore()
    await store.start(unexpected)
    await store.show(100, 199)
    bridge.count = 251
    bridge.changed()
    await vi.waitFor(() => {
      expect(store.total).toBe(251)
    })
    expect(bridge.asked).toEqual([0, 100, 0, 100])
  })

  it('asks again for a page that failed', async () => {
    const store = useReceiptsStore()
    await store.start(unexpected)
    bridge.fails = true
    await expect(store.show(200, 240)).rejects.toThrow()
    bridge.fails = false
    await store.show(200, 240)
    expect(store.at(249)?.title).toBe('Video 249')
  })
})
