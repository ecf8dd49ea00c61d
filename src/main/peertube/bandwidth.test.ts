import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock'
import { Bandwidth } from './bandwidth'

const MIB = 1024 * 1024

/** Takes pieces as the wire does, for as long as the signal lasts. */
async function send(
  bandwidth: Bandwidth,
  signal: AbortSignal,
  onPiece: (bytes: number) => void,
): Promise<void> {
  try {
    while (!signal.aborted) {
      const piece = bandwidth.piece(MIB)
      await bandwidth.take(piece, signal)
      onPiece(piece)
    }
  } catch {
    // aborted
  }
}

describe('Bandwidth', () => {
  it.each([16 * 1024, MIB, 50 * MIB])(
    'keeps %i bytes a second within 10 % over three uploads',
    async (limit) => {
      const clock = new FakeClock()
      const bandwidth = new Bandwidth(clock, limit)
      const end = new AbortController()
      let sent = 0
      for (let upload = 0; upload < 3; upload++) {
        void send(bandwidth, end.signal, (bytes) => {
          sent += bytes
        })
      }
      await clock.advance(10_000)
      end.abort(new Error('end'))
      expect(sent / 10).toBeGreaterThan(limit * 0.9)
      expect(sent / 10).toBeLessThan(limit * 1.1)
    },
  )

  it('makes no burst longer than a quarter of a second, also after a rest', async () => {
    const clock = new FakeClock()
    const bandwidth = new Bandwidth(clock, MIB)
    await clock.advance(60_000)
    const end = new AbortController()
    let sent = 0
    void send(bandwidth, end.signal, (bytes) => {
      sent += bytes
    })
    await clock.advance(1)
    expect(sent).toBeLessThanOrEqual(MIB / 4)
    end.abort(new Error('end'))
  })

  it('serves the uploads in turn', async () => {
    const clock = new FakeClock()
    const bandwidth = new Bandwidth(clock, MIB)
    const end = new AbortController()
    const sent = [0, 0, 0]
    sent.forEach((_, index) => {
      void send(bandwidth, end.signal, (bytes) => {
        sent[index] = (sent[index] ?? 0) + bytes
      })
    })
    await clock.advance(6000)
    end.abort(new Error('end'))
    for (const bytes of sent) expect(bytes / (2 * MIB)).toBeCloseTo(1, 1)
  })

  it('takes a new limit at once, also for who waits already', async () => {
    const clock = new FakeClock()
    const bandwidth = new Bandwidth(clock, 1024)
    const end = new AbortController()
    let sent = 0
    void send(bandwidth, end.signal, (bytes) => {
      sent += bytes
    })
    await clock.advance(2000)
    sent = 0
    bandwidth.setLimit(10 * MIB)
    await clock.advance(1000)
    expect(sent).toBeGreaterThan(9 * MIB)
    bandwidth.setLimit(MIB)
    sent = 0
    await clock.advance(4000)
    end.abort(new Error('end'))
    expect(sent / 4).toBeLessThan(MIB * 1.1)
  })

  it('does not hold anybody up without a limit, and lets go who waits when the limit is lifted', async () => {
    const clock = new FakeClock()
    const bandwidth = new Bandwidth(clock, 512)
    const { signal } = new AbortController()
    const first = bandwidth.take(100 * MIB, signal)
    const second = bandwidth.take(100 * MIB, signal)
    bandwidth.setLimit(null)
    await Promise.all([first, second])
    expect(bandwidth.take(MIB, signal)).toBeUndefined()
    expect(bandwidth.piece(MIB)).toBe(MIB)
    expect(clock.pendingTimers).toBe(0)
  })

  it('forgets who was aborted while waiting', async () => {
    const clock = new FakeClock()
    const bandwidth = new Bandwidth(clock, 1024)
    const abort = new AbortController()
    const waiting = bandwidth.take(MIB, abort.signal)
    abort.abort(new Error('paused'))
    await expect(waiting).rejects.toThrow('paused')
    await expect(bandwidth.take(1, abort.signal)).rejects.toThrow('paused')
    await clock.advance(200)
    expect(clock.pendingTimers).toBe(0)
  })
})
