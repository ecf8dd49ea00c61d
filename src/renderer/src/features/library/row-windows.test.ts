import { describe, expect, it } from 'vitest'
import { RowWindows, WINDOW_ROWS, type Answer } from './row-windows'

interface Asked {
  query: string
  offset: number
  answer: (total?: number, revision?: number) => Promise<void>
  fail: () => Promise<void>
}

/** A main process that answers when the test says so. */
class FakeMain {
  readonly asked: Asked[] = []
  readonly errors: unknown[] = []
  readonly windows = new RowWindows<string, string>({
    fetch: (query, offset, limit) =>
      new Promise<Answer<string>>((resolve, reject) => {
        this.asked.push({
          query,
          offset,
          answer: async (total = 1000, revision = 1) => {
            const count = Math.max(0, Math.min(limit, total - offset))
            const rows = Array.from({ length: count }, (_, index) => `${query}${String(offset + index)}`)
            resolve({ revision, total, rows })
            await settled()
          },
          fail: async () => {
            reject(new Error('no database'))
            await settled()
          },
        })
      }),
    onError: (error) => this.errors.push(error),
  })

  get offsets(): number[] {
    return this.asked.map(({ offset }) => offset)
  }

  async answerAll(): Promise<void> {
    for (const asked of [...this.asked]) await asked.answer()
  }
}

/** Enough turns of the microtask queue for an answer to be taken and the next question to be asked. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

describe('windows of rows', () => {
  it('asks for the first one, then for the one ahead', async () => {
    const main = new FakeMain()
    main.windows.ask('a')
    expect(main.offsets).toEqual([0])
    expect(main.windows.ready.value).toBe(false)
    await main.asked[0]?.answer()
    expect(main.windows.total.value).toBe(1000)
    expect(main.windows.at(7)).toBe('a7')
    expect(main.windows.at(WINDOW_ROWS)).toBeNull()
    expect(main.offsets).toEqual([0, WINDOW_ROWS])
  })

  it('asks for what is in sight first, then for the one in the direction of the scrolling', async () => {
    const main = new FakeMain()
    main.windows.ask('a')
    await main.asked[0]?.answer()
    await main.asked[1]?.answer()
    main.windows.show(610, 630, false)
    expect(main.offsets.slice(2)).toEqual([600, 450])
  })

  it('never has more than two questions open while somebody drags the scroll bar', async () => {
    const main = new FakeMain()
    main.windows.ask('a')
    await main.asked[0]?.answer(100_000)
    await main.asked[1]?.answer(100_000)
    for (let first = 10_000; first < 60_000; first += 1000) main.windows.show(first, first + 15, true)
    expect(main.asked).toHaveLength(4)
    await main.asked[2]?.answer(100_000)
    expect(main.asked[4]?.offset).toBe(Math.floor(59_000 / WINDOW_ROWS) * WINDOW_ROWS)
  })

  it('drops the answer to a question that was replaced, and keeps the rows until the new ones are there', async () => {
    const main = new FakeMain()
    main.windows.ask('a')
    await main.asked[0]?.answer()
    main.windows.ask('b')
    main.windows.ask('c')
    expect(main.windows.at(0)).toBe('a0')
    const [, , b, c] = main.asked
    await c?.answer(20)
    await b?.answer(500)
    expect(main.windows.at(0)).toBe('c0')
    expect(main.windows.total.value).toBe(20)
    expect(main.windows.shown.value).toBe(2)
  })

  it('asks again for what is in sight when the list changed, and for nothing else', async () => {
    const main = new FakeMain()
    main.windows.ask('a')
    await main.answerAll()
    main.windows.show(0, 12, true)
    await main.answerAll()
    const before = main.asked.length
    main.windows.changed(2)
    expect(main.offsets.slice(before)).toEqual([0, WINDOW_ROWS])
    expect(main.windows.at(0)).toBe('a0')
  })

  it('keeps the row itself where it says what it said, and takes the one that says otherwise', async () => {
    let views = [1, 2]
    const windows = new RowWindows<string, { views: number }>({
      fetch: () => Promise.resolve({ revision: 1, total: 2, rows: views.map((count) => ({ views: count })) }),
      onError: () => undefined,
    })
    windows.ask('a')
    await settled()
    const before = [windows.at(0), windows.at(1)]
    views = [1, 3]
    windows.changed(2)
    await settled()
    expect(windows.at(0)).toBe(before[0])
    expect([windows.at(1), windows.at(1) === before[1]]).toEqual([{ views: 3 }, false])
  })

  it('does not ask again for a change that its rows are newer than', async () => {
    const main = new FakeMain()
    main.windows.ask('a')
    await main.asked[0]?.answer(10, 5)
    main.windows.changed(5)
    expect(main.asked).toHaveLength(1)
  })

  it('takes what was asked for before a change, and asks once more', async () => {
    const main = new FakeMain()
    main.windows.ask('a')
    await main.asked[0]?.answer(10)
    main.windows.changed(2)
    main.windows.changed(3)
    expect(main.asked).toHaveLength(2)
    await main.asked[1]?.answer(10, 2)
    expect(main.asked).toHaveLength(3)
    await main.asked[2]?.answer(10, 3)
    expect(main.asked).toHaveLength(3)
  })

  it('says a failure once and does not ask in circles', async () => {
    const main = new FakeMain()
    main.windows.ask('a')
    await main.asked[0]?.fail()
    main.windows.show(0, 10, true)
    expect(main.asked).toHaveLength(1)
    expect(main.errors).toHaveLength(1)
    main.windows.ask('a')
    await main.asked[1]?.answer()
    expect(main.windows.at(0)).toBe('a0')
  })
})
