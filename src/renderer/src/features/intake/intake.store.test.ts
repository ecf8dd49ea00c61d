import type { IntakeProgress, Refusal } from '@shared/uploads/intake'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useIntakeStore } from './intake.store'

/** Main's side of the bridge: it remembers what was asked of it. */
class FakeMain {
  readonly asked: [string, unknown][] = []
  readonly sizes: number[] = []
  private readonly listeners = new Map<string, (payload: unknown) => void>()

  call(name: string, input: unknown): Promise<unknown> {
    this.asked.push([name, input])
    return Promise.resolve({ ok: true, value: name === 'app.offeredFiles' ? { count: 0 } : {} })
  }

  addFiles(_accountId: string, files: readonly File[]): Promise<unknown> {
    this.sizes.push(files.length)
    return Promise.resolve({ ok: true, value: { intakeId: String(this.sizes.length) } })
  }

  on(name: string, listener: (payload: unknown) => void): () => void {
    this.listeners.set(name, listener)
    return () => this.listeners.delete(name)
  }

  progressed(progress: Partial<IntakeProgress>): void {
    this.listeners.get('intake.progressed')?.({ ...NOTHING, ...progress })
  }
}

const NOTHING: IntakeProgress = {
  intakeId: 'one',
  found: 0,
  added: 0,
  refused: 0,
  sentBefore: 0,
  bareFolders: null,
  done: true,
  error: null,
  refusals: [],
  addedIds: [],
}

const refusal = (name: string, reason: Refusal['reason']): Refusal => ({ name, reason, detail: '' })

describe('intake store', () => {
  let main: FakeMain
  let store: ReturnType<typeof useIntakeStore>

  beforeEach(async () => {
    main = new FakeMain()
    vi.stubGlobal('window', { longshore: main })
    setActivePinia(createPinia())
    store = useIntakeStore()
    await store.start()
  })

  it('loses nothing that a drop refused when the next one refuses something too', async () => {
    const sent = refusal('sent.mp4', 'already-sent')
    main.progressed({ intakeId: 'one', refused: 1, sentBefore: 1, refusals: [sent] })
    main.progressed({ intakeId: 'two', refused: 0, added: 3 })
    const empty = refusal('empty.mp4', 'empty')
    main.progressed({ intakeId: 'three', refused: 1, error: 'disk-full', refusals: [empty] })
    main.progressed({ intakeId: 'four', refused: 1, sentBefore: 1, refusals: [sent] })
    expect(store.refused).toMatchObject({
      total: 3,
      sentBefore: 2,
      refusals: [sent, empty, sent],
      error: 'disk-full',
    })

    await store.addAgain()
    expect(store.refused).toBeNull()
    expect(main.asked.slice(1)).toEqual([
      ['intake.addAgain', { intakeId: 'one' }],
      ['intake.addAgain', { intakeId: 'four' }],
    ])
  })

  it('begins a new list once the person has closed the old one', () => {
    main.progressed({ refused: 1, refusals: [refusal('a.txt', 'not-a-video')] })
    store.dismissRefused()
    main.progressed({ intakeId: 'two', refused: 1, refusals: [refusal('b.txt', 'not-a-video')] })
    expect(store.refused?.refusals.map(({ name }) => name)).toEqual(['b.txt'])
  })

  it('hands over a drop of any size in calls of what one may carry', async () => {
    await store.addFiles('account', Array.from<File>({ length: 45_000 }))
    expect(main.sizes).toEqual([20_000, 20_000, 5000])
  })
})
