import { describe, expect, it } from 'vitest'
import { aRow } from './testing'
import { QueueModel } from './queue-model'

const ids = (model: QueueModel): string[] => model.inOrder().map((row) => row.id)

describe('QueueModel', () => {
  it('keeps a change that arrived before the older page', () => {
    const model = new QueueModel()
    model.apply({ revision: 7, upserts: [aRow({ id: 'a', title: 'new' })], removals: ['b'] })
    model.addPage(5, [aRow({ id: 'a', title: 'old' }), aRow({ id: 'b' }), aRow({ id: 'c', position: 3 })])
    expect(ids(model)).toEqual(['a', 'c'])
    expect(model.get('a')?.title).toBe('new')
  })

  it('takes a page that is newer than a change', () => {
    const model = new QueueModel()
    model.apply({ revision: 3, upserts: [], removals: ['a'] })
    model.addPage(5, [aRow({ id: 'a' })])
    expect(ids(model)).toEqual(['a'])
  })

  it('follows positions', () => {
    const model = new QueueModel()
    model.addPage(1, [aRow({ id: 'a', position: 1 }), aRow({ id: 'b', position: 2 })])
    model.finishLoading()
    model.apply({ revision: 2, upserts: [aRow({ id: 'a', position: 3 })], removals: [] })
    expect(ids(model)).toEqual(['b', 'a'])
  })

  it('gives the same array until something changes', () => {
    const model = new QueueModel()
    model.addPage(1, [aRow({ id: 'a' })])
    const before = model.inOrder()
    expect(model.inOrder()).toBe(before)
    model.apply({ revision: 2, upserts: [], removals: ['unknown'] })
    expect(model.inOrder()).toBe(before)
  })

  it('takes a change to one of ten thousand rows without going over them again and again', () => {
    const model = new QueueModel()
    const rows = Array.from({ length: 10_000 }, (_, index) => aRow({ id: String(index), position: -index }))
    model.addPage(1, rows)
    model.inOrder()
    const start = performance.now()
    model.apply({ revision: 2, upserts: [aRow({ id: '5', position: 5 })], removals: [] })
    expect(model.inOrder().at(-1)?.id).toBe('5')
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
