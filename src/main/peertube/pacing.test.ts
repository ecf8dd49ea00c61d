import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock'
import { Pacer, type Priority } from './pacing'

const never = (): AbortSignal => new AbortController().signal

function ask(pacer: Pacer, priority: Priority, count: number, done: string[], name: string = priority): void {
  for (let index = 0; index < count; index++) void pacer.take(priority, never()).then(() => done.push(name))
}

/** What a server says whose window of 10 s ends so many seconds from now. */
function windowHeaders(clock: FakeClock, remaining: number, secondsLeft: number): Record<string, string> {
  return {
    'x-ratelimit-limit': '50',
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(clock.now() / 1000 + secondsLeft),
  }
}

describe('Pacer', () => {
  it('lets background work go on at four a second, and never 50 in 10 s', async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    const done: string[] = []
    ask(pacer, 'background', 200, done)
    await clock.advance(10_000)
    expect(done.length).toBeGreaterThanOrEqual(40)
    expect(done.length).toBeLessThan(50)
    await clock.advance(10_000)
    expect(done.length).toBeLessThan(90)
  })

  it('asks more of an instance that allows more', async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    pacer.seen(200, { ...windowHeaders(clock, 5000, 10), 'x-ratelimit-limit': '5000' })
    const done: string[] = []
    ask(pacer, 'background', 200, done)
    await clock.advance(1000)
    expect(done).toHaveLength(200)
  })

  it("lets a person's click pass before what waits", async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    const done: string[] = []
    ask(pacer, 'background', 30, done)
    await clock.advance(0)
    const before = done.length
    expect(before).toBeLessThan(30)
    ask(pacer, 'person', 3, done)
    await clock.advance(0)
    expect(done.slice(before)).toEqual(['person', 'person', 'person'])
  })

  it('does idle work as fast as nothing else, and hardly any beside other work', async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    const done: string[] = []
    const oneByOne = async (priority: Priority, until: number): Promise<void> => {
      while (clock.monotonic() < until) {
        await pacer.take(priority, never())
        done.push(priority)
      }
    }
    void oneByOne('idle', 20_000)
    await clock.advance(10_000)
    expect(done.length).toBeGreaterThanOrEqual(40)
    expect(done.length).toBeLessThan(50)
    done.length = 0
    void oneByOne('background', 20_000)
    await clock.advance(9000)
    expect(done.filter((name) => name === 'background').length).toBeGreaterThan(35)
    expect(done.filter((name) => name === 'idle').length).toBeLessThan(5)
  })

  it('leaves more of a window to others than background work does', async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    pacer.seen(200, windowHeaders(clock, 14, 9))
    const done: string[] = []
    ask(pacer, 'idle', 1, done)
    ask(pacer, 'background', 1, done)
    await clock.advance(1000)
    expect(done).toEqual(['background'])
  })

  it('lets chunks pass background work, and not wait for a guess where the server tells what is left', async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    const done: string[] = []
    ask(pacer, 'background', 8, done)
    await clock.advance(0)
    ask(pacer, 'background', 5, done)
    pacer.seen(308, windowHeaders(clock, 40, 9))
    ask(pacer, 'chunk', 10, done)
    await clock.advance(0)
    expect(done.filter((name) => name === 'chunk')).toHaveLength(10)
  })

  it('keeps the last requests of a window for chunks, then for a person', async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    pacer.seen(200, windowHeaders(clock, 8, 3))
    const done: string[] = []
    ask(pacer, 'background', 1, done)
    ask(pacer, 'chunk', 6, done)
    ask(pacer, 'person', 2, done)
    await clock.advance(0)
    expect(done).toEqual(['chunk', 'chunk', 'chunk', 'chunk', 'person', 'person'])
    await clock.advance(3100)
    expect(done).toHaveLength(9)
  })

  it("tells the window's end by the server's clock, however wrong this one is", async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    const serverNow = clock.now() + 3_600_000
    pacer.seen(200, {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(serverNow / 1000 + 4),
      date: new Date(serverNow).toUTCString(),
    })
    const done: string[] = []
    ask(pacer, 'chunk', 1, done)
    await clock.advance(3900)
    expect(done).toEqual([])
    await clock.advance(200)
    expect(done).toEqual(['chunk'])
  })

  it('holds everything after a 429 for as long as the server says', async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    pacer.seen(429, { 'retry-after': '4' })
    const done: string[] = []
    ask(pacer, 'person', 1, done)
    ask(pacer, 'chunk', 1, done)
    await clock.advance(3900)
    expect(done).toEqual([])
    await clock.advance(200)
    expect(done).toEqual(['person', 'chunk'])
  })

  it('tells a person at once when the pause is long', async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    pacer.seen(429, { 'retry-after': '300' })
    await expect(pacer.take('person', never())).rejects.toMatchObject({
      code: 'rate-limited',
      details: { retryAfterMs: 300_000 },
    })
    expect(pacer.pauseLeftMs()).toBe(300_000)
  })

  it('forgets who was aborted while waiting', async () => {
    const clock = new FakeClock()
    const pacer = new Pacer(clock)
    pacer.seen(429, { 'retry-after': '4' })
    const abort = new AbortController()
    const waiting = pacer.take('chunk', abort.signal)
    abort.abort(new Error('paused'))
    await expect(waiting).rejects.toThrow('paused')
    await expect(pacer.take('chunk', abort.signal)).rejects.toThrow('paused')
  })
})
