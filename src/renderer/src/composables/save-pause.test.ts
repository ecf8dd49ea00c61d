import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { byClock, LONGEST_UNSAVED_MS, SavePause } from './save-pause'

const PAUSE_MS = 300

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const save = vi.fn()
  return { save, pause: new SavePause(byClock, save) }
}

describe('SavePause', () => {
  it('saves once, a moment after the last key', () => {
    const { save, pause } = setUp()
    pause.soon(PAUSE_MS)
    vi.advanceTimersByTime(PAUSE_MS - 1)
    pause.soon(PAUSE_MS)
    vi.advanceTimersByTime(PAUSE_MS - 1)
    expect(save).not.toHaveBeenCalled()
    vi.advanceTimersByTime(10 * LONGEST_UNSAVED_MS)
    expect(save).toHaveBeenCalledTimes(1)
    expect(pause.isWaiting).toBe(false)
  })

  it('saves also while keys go on coming without a pause', () => {
    const { save, pause } = setUp()
    for (let ms = 0; ms < 2.5 * LONGEST_UNSAVED_MS; ms += 100) {
      pause.soon(PAUSE_MS)
      vi.advanceTimersByTime(100)
    }
    expect(save).toHaveBeenCalledTimes(2)
  })

  it('saves nothing after it was cancelled', () => {
    const { save, pause } = setUp()
    pause.soon(PAUSE_MS)
    pause.cancel()
    vi.advanceTimersByTime(10 * LONGEST_UNSAVED_MS)
    expect(save).not.toHaveBeenCalled()
  })
})
