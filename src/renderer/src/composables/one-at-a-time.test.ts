import { expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time'

/** A reading that ends when the test says so. */
class Reading {
  begun = 0
  readonly ends: (() => void)[] = []
  readonly fails: ((error: Error) => void)[] = []

  read = (): Promise<void> => {
    this.begun += 1
    return new Promise((resolve, reject) => {
      this.ends.push(resolve)
      this.fails.push(reject)
    })
  }
}

it('reads once for those who ask together, and once more for what came meanwhile', async () => {
  const reading = new Reading()
  const load = oneAtATime(reading.read)
  const first = load()
  const second = load()
  const third = load()
  expect(reading.begun).toBe(1)
  reading.ends[0]?.()
  await Promise.all([second, third])
  expect(reading.begun).toBe(2)
  reading.ends[1]?.()
  await first
  expect(reading.begun).toBe(2)
})

it('reads anew for whoever asks later', async () => {
  const reading = new Reading()
  const load = oneAtATime(reading.read)
  const first = load()
  reading.ends[0]?.()
  await first
  const second = load()
  expect(reading.begun).toBe(2)
  reading.ends[1]?.()
  await second
})

it('tells all who asked of a failure, and reads once afterwards', async () => {
  const reading = new Reading()
  const load = oneAtATime(reading.read)
  const both = [load(), load()]
  reading.fails[0]?.(new Error('not now'))
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const later = load()
  expect(reading.begun).toBe(2)
  reading.ends[1]?.()
  await later
  expect(reading.begun).toBe(2)
})
