import { describe, expect, it } from 'vitest'
import { createReplica, type Changes } from './replica'

interface Row {
  id: string
  text: string
}

function setUp() {
  let listener: (changes: Changes<Row>) => void = () => undefined
  let answer: (snapshot: { revision: number; rows: Row[] }) => void = () => undefined
  const replica = createReplica<Row>({
    subscribe(next) {
      listener = next
      return () => undefined
    },
    snapshot: () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  })
  return {
    replica,
    publish: (revision: number, upserts: Row[], removals: string[] = []) => {
      listener({ revision, upserts, removals })
    },
    reply: (revision: number, rows: Row[]) => {
      answer({ revision, rows })
    },
    texts: () => [...replica.rows.value.values()].map(({ text }) => text),
  }
}

describe('a replica', () => {
  it('applies what came while the snapshot was on its way, and nothing older than it', async () => {
    const { replica, publish, reply, texts } = setUp()
    const started = replica.start()
    publish(4, [{ id: 'a', text: 'older than the snapshot' }])
    publish(6, [{ id: 'b', text: 'newer' }])
    reply(5, [{ id: 'a', text: 'snapshot' }])
    await started
    expect(texts()).toEqual(['snapshot', 'newer'])
  })

  it('keeps the place of a changed row and drops removed ones', async () => {
    const { replica, publish, reply, texts } = setUp()
    const started = replica.start()
    reply(1, [
      { id: 'a', text: 'first' },
      { id: 'b', text: 'second' },
      { id: 'c', text: 'third' },
    ])
    await started
    publish(2, [{ id: 'a', text: 'first, changed' }], ['b'])
    expect(texts()).toEqual(['first, changed', 'third'])
  })

  it('ignores a change that it has seen', async () => {
    const { replica, publish, reply, texts } = setUp()
    const started = replica.start()
    reply(3, [{ id: 'a', text: 'now' }])
    await started
    publish(3, [{ id: 'a', text: 'before' }])
    expect(texts()).toEqual(['now'])
  })
})
