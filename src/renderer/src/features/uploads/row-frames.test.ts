import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RowFrames } from './row-frames'

const original = { create: URL.createObjectURL, revoke: URL.revokeObjectURL }
const revoked: string[] = []

beforeEach(() => {
  let count = 0
  revoked.length = 0
  URL.createObjectURL = () => `blob:${String((count += 1))}`
  URL.revokeObjectURL = (url) => {
    revoked.push(url)
  }
})

afterEach(() => {
  URL.createObjectURL = original.create
  URL.revokeObjectURL = original.revoke
})

/** Frames that come when the test says so. */
class Camera {
  readonly asked: string[] = []
  private readonly answers: ((frame: Blob | null | Error) => void)[] = []

  readonly take = (id: string): Promise<Blob | null> => {
    this.asked.push(id)
    return new Promise((resolve, reject) => {
      this.answers.push((frame) => {
        if (frame instanceof Error) reject(frame)
        else resolve(frame)
      })
    })
  }

  async answer(frame: Blob | null | Error): Promise<void> {
    this.answers.shift()?.(frame)
    for (let turns = 0; turns < 5; turns++) await Promise.resolve()
  }
}

function scene(maxKept?: number) {
  const camera = new Camera()
  const frames = new RowFrames(camera.take, maxKept)
  const told: [string, string | null][] = []
  const wish = (id: string): (() => void) => frames.wish(id, (url) => told.push([id, url]))
  return { camera, told, wish }
}

const picture = new Blob(['jpeg'])

describe('RowFrames', () => {
  it('takes one frame at a time, and each once', async () => {
    const { camera, told, wish } = scene()
    wish('a')
    wish('b')
    wish('a')
    expect(camera.asked).toEqual(['a'])
    await camera.answer(picture)
    await camera.answer(picture)
    expect(camera.asked).toEqual(['a', 'b'])
    expect(told).toEqual([
      ['a', 'blob:1'],
      ['a', 'blob:1'],
      ['b', 'blob:2'],
    ])
    wish('a')
    expect(camera.asked).toHaveLength(2)
    expect(told.at(-1)).toEqual(['a', 'blob:1'])
  })

  it('passes over a row that was scrolled away before its turn', async () => {
    const { camera, told, wish } = scene()
    wish('a')
    const takeBack = wish('b')
    wish('c')
    takeBack()
    await camera.answer(picture)
    await camera.answer(picture)
    expect(camera.asked).toEqual(['a', 'c'])
    expect(told.map(([id]) => id)).toEqual(['a', 'c'])
  })

  it('remembers a video that cannot be shown, and not one that was too slow', async () => {
    const { camera, told, wish } = scene()
    wish('broken')
    await camera.answer(null)
    wish('broken')
    wish('slow')
    await camera.answer(new Error('too long'))
    wish('slow')
    expect(camera.asked).toEqual(['broken', 'slow', 'slow'])
    expect(told).toEqual([
      ['broken', null],
      ['broken', null],
      ['slow', null],
    ])
  })

  it('forgets the frames that were not shown for longest', async () => {
    const { camera, wish } = scene(2)
    for (const id of ['a', 'b']) {
      wish(id)
      await camera.answer(picture)
    }
    wish('a')
    wish('c')
    await camera.answer(picture)
    expect(revoked).toEqual(['blob:2'])
  })
})
