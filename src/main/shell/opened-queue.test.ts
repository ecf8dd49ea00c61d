import { describe, expect, it } from 'vitest'
import { OpenedQueue } from './opened-queue'

describe('OpenedQueue', () => {
  it('keeps the files that macOS names one by one before the window is there', () => {
    const queue = new OpenedQueue()
    queue.open(['/a.mp4'])
    queue.open(['/b.mp4'])
    const told: string[][] = []
    queue.onOpened((paths) => told.push(paths))
    expect(told).toEqual([['/a.mp4', '/b.mp4']])
    queue.open(['/c.mp4'])
    expect(told).toEqual([['/a.mp4', '/b.mp4'], ['/c.mp4']])
  })

  it('tells of a further start that opened nothing, and of no first one', () => {
    const queue = new OpenedQueue()
    queue.open([])
    const told: string[][] = []
    queue.onOpened((paths) => told.push(paths))
    expect(told).toEqual([])
    queue.open([])
    expect(told).toEqual([[]])
  })

  it('takes more files than a call has room for', () => {
    const queue = new OpenedQueue()
    queue.open(Array.from({ length: 300_000 }, (_, index) => String(index)))
    let count = 0
    queue.onOpened((paths) => (count = paths.length))
    expect(count).toBe(300_000)
  })
})
