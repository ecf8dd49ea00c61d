import { describe, expect, it } from 'vitest'
import { backoffMs } from './backoff'
import { ChunkPlan } from './chunk-plan'
import { CHUNK, chunkCeiling, nextChunkSize, sizeAfterLoss, sizeAfterProxyRefusal } from './chunk-size'
import { SpeedMeter } from './speed'
import { readRange, readVideo, uploadIdOf } from './uploadx'
import { Waits } from './waits'

const MIB = 1024 * 1024

describe('backoffMs', () => {
  it.each([
    [1, 0, 500],
    [1, 1, 1000],
    [3, 1, 4000],
    [9, 1, 256_000],
    [10, 1, 300_000],
    [1000, 1, 300_000],
  ])('attempt %i with chance %d: %i ms', (attempt, chance, ms) => {
    expect(backoffMs(attempt, chance)).toBe(ms)
  })
})

describe('nextChunkSize', () => {
  it.each([
    ['grows by eight on a very fast link', 4 * MIB, 100, null, 32 * MIB],
    ['grows by four on a fast link', 4 * MIB, 500, null, 16 * MIB],
    ['doubles under 8 s', 4 * MIB, 7_900, null, 8 * MIB],
    ['stays between 8 s and 24 s', 4 * MIB, 12_000, null, 4 * MIB],
    ['halves above 24 s', 4 * MIB, 25_000, null, 2 * MIB],
    ['never above what the instance takes', 4 * MIB, 500, 5 * MIB, 5 * MIB],
    ['never above the largest', 256 * MIB, 500, null, 256 * MIB],
    ['never below the smallest', CHUNK.smallest, 60_000, null, CHUNK.smallest],
    ['never longer than a minute of the line', 64 * MIB, 200_000, null, Math.floor((64 * MIB * 60) / 200)],
  ])('%s', (_what, bytes, durationMs, ceiling, expected) => {
    expect(nextChunkSize(bytes, { bytes, durationMs }, ceiling)).toBe(expected)
  })

  it('learns nothing from a small rest', () => {
    expect(nextChunkSize(4 * MIB, { bytes: 1000, durationMs: 1 }, null)).toBe(4 * MIB)
  })

  it('takes 0 and null as no limit, and the smaller of two limits', () => {
    expect(chunkCeiling(null, null)).toBeNull()
    expect(chunkCeiling(0, null)).toBeNull()
    expect(chunkCeiling(10 * MIB, 3 * MIB)).toBe(3 * MIB)
  })

  it('halves after a proxy until nothing is left to halve', () => {
    expect(sizeAfterProxyRefusal(4 * MIB)).toBe(2 * MIB)
    expect(sizeAfterProxyRefusal(CHUNK.smallestForProxy)).toBeNull()
  })
})

describe('the size after a chunk that was lost', () => {
  const lost = (bytes: number, sentBytes: number, durationMs: number): number =>
    sizeAfterLoss(bytes, { bytes, sentBytes, durationMs })

  it.each([
    [
      'a fast line became a slow one: what it does in the time of a good chunk',
      256 * MIB,
      30 * MIB,
      300_000,
      2.4 * MIB,
    ],
    ['a line that is cut every few seconds: half of what gets through', 16 * MIB, 2 * MIB, 5_000, MIB],
    ['all of it left, and no answer came: half', 16 * MIB, 16 * MIB, 2_000, 8 * MIB],
    ['nearly nothing got through: never below the smallest', 16 * MIB, 1000, 60_000, CHUNK.smallest],
    ['nobody was there: as it was', 16 * MIB, 0, 3, 16 * MIB],
  ])('%s', (_name, bytes, sentBytes, durationMs, size) => {
    expect(lost(bytes, sentBytes, durationMs)).toBe(Math.floor(size))
  })
})

describe('ChunkPlan', () => {
  it.each([1, 5 * MIB, 8 * MIB, 9 * MIB, 100 * MIB + 1])('covers %i bytes without a gap', (fileBytes) => {
    for (const checksums of [true, false]) {
      const plan = new ChunkPlan()
      plan.begin(fileBytes, null, checksums, 0)
      let offset = 0
      for (; offset < fileBytes; offset += plan.sizeAt(offset)) {
        plan.measured({ bytes: plan.sizeAt(offset), durationMs: 10 })
        expect(plan.sizeAt(offset)).toBeGreaterThan(0)
      }
      expect(offset).toBe(fileBytes)
    }
  })

  it('keeps a size once it was told, since the chunk may be hashed already', () => {
    const plan = new ChunkPlan()
    plan.begin(100 * MIB, null, true, 0)
    const told = plan.sizeAt(4 * MIB)
    plan.measured({ bytes: 4 * MIB, durationMs: 10 })
    expect(plan.sizeAt(4 * MIB)).toBe(told)
    expect(plan.sizeAt(8 * MIB)).toBe(32 * MIB)
  })

  it('holds no more than a speed limit lets out in time, and is large again when there is none', () => {
    const plan = new ChunkPlan()
    let bytesPerSecond: number | null = null
    plan.begin(1000 * MIB, null, true, 0, () => bytesPerSecond)
    for (const at of [0, 4 * MIB]) plan.measured({ bytes: plan.sizeAt(at), durationMs: 10 })
    expect(plan.sizeAt(36 * MIB)).toBe(256 * MIB)
    bytesPerSecond = MIB
    expect(plan.sizeAt(292 * MIB)).toBe(24 * MIB)
    bytesPerSecond = 1024
    expect(plan.sizeAt(316 * MIB)).toBe(CHUNK.smallest)
    bytesPerSecond = null
    expect(plan.sizeAt(317 * MIB)).toBe(256 * MIB)
  })

  it('believes no server that has a part of a chunk with a checksum', () => {
    const plan = new ChunkPlan()
    expect(plan.resumeAt(MIB)).toBe(MIB)
    plan.sent({ start: 4 * MIB, end: 8 * MIB, isChecked: true })
    const places = [0, 4 * MIB, 4 * MIB + 1, 8 * MIB - 1, 8 * MIB, 9 * MIB]
    expect(places.map((at) => plan.resumeAt(at))).toEqual([0, 4 * MIB, 4 * MIB, 4 * MIB, 8 * MIB, 9 * MIB])
    plan.sent({ start: 4 * MIB, end: 8 * MIB, isChecked: false })
    expect(plan.resumeAt(5 * MIB)).toBe(5 * MIB)
  })

  it('goes on from what was taken before the app was started, when the server says to have more', () => {
    const plan = new ChunkPlan()
    plan.begin(100 * MIB, null, true, 4 * MIB)
    expect([3 * MIB, 4 * MIB, 5 * MIB].map((at) => plan.resumeAt(at))).toEqual([3 * MIB, 4 * MIB, 4 * MIB])
    plan.sent({ start: 4 * MIB, end: 8 * MIB, isChecked: true })
    plan.begin(100 * MIB, null, true, 4 * MIB)
    expect(plan.resumeAt(8 * MIB)).toBe(8 * MIB)
  })

  it('knows of a chunk with a checksum that was cut also while what only keeps the session is on its way', () => {
    const plan = new ChunkPlan()
    plan.sent({ start: 4 * MIB, end: 8 * MIB, isChecked: true })
    plan.sentToKeep({ start: 4 * MIB, end: 5 * MIB })
    expect([4.5 * MIB, 6 * MIB, 8 * MIB].map((at) => plan.resumeAt(at))).toEqual([4 * MIB, 4 * MIB, 8 * MIB])
    plan.sent({ start: 4 * MIB, end: 8 * MIB, isChecked: false })
    plan.sentToKeep({ start: 4 * MIB, end: 5 * MIB })
    expect([4.5 * MIB, 6 * MIB].map((at) => plan.resumeAt(at))).toEqual([4 * MIB, 6 * MIB])
  })
})

describe('SpeedMeter', () => {
  const run = (
    meter: SpeedMeter,
    from: number,
    bytesPerSecond: number,
    seconds: number,
    start = 0,
  ): number => {
    let bytes = start
    for (let at = from; at < from + seconds * 1000; at += 250) {
      bytes += bytesPerSecond / 4
      meter.add(bytes, at + 250)
    }
    return bytes
  }

  it('says nothing before it knows, then the speed', () => {
    const meter = new SpeedMeter(0, 0)
    meter.add(1000, 250)
    expect(meter.bytesPerSecond()).toBeNull()
    run(meter, 250, 4000, 20, 1000)
    expect(meter.bytesPerSecond()).toBeCloseTo(4000, -2)
  })

  it('says the speed as soon as it says one, also after a slow beginning', () => {
    const meter = new SpeedMeter(0, 0)
    meter.add(0, 250)
    run(meter, 250, 60_000, 1.5)
    expect(meter.bytesPerSecond()).toBeGreaterThan(50_000)
    run(meter, 1750, 60_000, 3, 90_000)
    expect(meter.bytesPerSecond()).toBeGreaterThan(56_000)
  })

  it('does not jump when one quarter of a second stands still', () => {
    const meter = new SpeedMeter(0, 0)
    const bytes = run(meter, 0, 4000, 20)
    meter.add(bytes, 20_250)
    expect(meter.bytesPerSecond()).toBeGreaterThan(3600)
  })

  it.each([
    ['down to a tenth', 10_000_000, 1_000_000],
    ['down to two thirds', 3_000_000, 2_000_000],
    ['up to ten times', 1_000_000, 10_000_000],
  ])('follows a limit that goes %s within five seconds, by steps', (_what, before, after) => {
    const meter = new SpeedMeter(0, 0)
    let bytes = run(meter, 0, before, 30)
    const shown = [meter.bytesPerSecond() ?? 0]
    for (let at = 30_000; at < 35_000; at += 250) {
      bytes = run(meter, at, after, 0.25, bytes)
      shown.push(meter.bytesPerSecond() ?? 0)
    }
    expect(Math.abs((shown.at(-1) ?? 0) - after)).toBeLessThan(after * 0.2)
    const steps = shown.slice(1).map((speed, index) => Math.abs(speed - (shown[index] ?? 0)))
    expect(Math.max(...steps)).toBeLessThan(Math.abs(before - after) * 0.25)
    expect(shown).toEqual([...shown].sort((a, b) => (before > after ? b - a : a - b)))
  })

  it('is not misled by the pause between two chunks', () => {
    const meter = new SpeedMeter(0, 0)
    let bytes = 0
    const shown: number[] = []
    for (let at = 0; at < 40_000; at += 4000) {
      bytes = run(meter, at, 4000, 3.5, bytes)
      bytes = run(meter, at + 3500, 0, 0.5, bytes)
      if (at >= 12_000) shown.push(meter.bytesPerSecond() ?? 0)
    }
    expect(Math.min(...shown)).toBeGreaterThan(3500 * 0.8)
    expect(Math.max(...shown)).toBeLessThan(3500 * 1.2)
  })

  it('takes bytes that are sent again for nothing, not for a negative speed', () => {
    const meter = new SpeedMeter(0, 0)
    run(meter, 0, 4000, 4)
    meter.add(0, 4250)
    expect(meter.bytesPerSecond()).toBeGreaterThan(0)
  })

  it('counts the time left down without jumps', () => {
    const meter = new SpeedMeter(0, 0)
    run(meter, 0, 1000, 20)
    expect(meter.secondsLeft(100_000, 250)).toBe(100)
    expect(meter.secondsLeft(150_000, 250)).toBeLessThan(115)
  })
})

describe('Waits', () => {
  it('end by monotonic time, rows and instances', () => {
    let now = 0
    const waits = new Waits(() => now)
    waits.holdRow('a', 100)
    waits.holdInstance('https://x', 300)
    waits.holdInstance('https://x', 50)
    expect(waits.heldRows()).toEqual(['a'])
    expect(waits.nextInMs()).toBe(100)
    now = 150
    expect(waits.heldRows()).toEqual([])
    expect(waits.isInstanceHeld('https://x')).toBe(true)
    now = 300
    expect(waits.isInstanceHeld('https://x')).toBe(false)
    expect(waits.heldRows()).toEqual([])
    expect(waits.nextInMs()).toBeNull()
  })

  it('do not forget a wait that ends between the question who waits and the question how long', () => {
    let now = 0
    const waits = new Waits(() => now)
    waits.holdRow('a', 100)
    expect(waits.heldRows()).toEqual(['a'])
    now = 100
    expect(waits.nextInMs()).toBe(0)
  })
})

describe('the protocol of uploadx', () => {
  const withHeaders = (headers: Record<string, string>) => ({ status: 308, headers, body: '' })

  it.each([
    ['bytes=0--1', 0],
    ['bytes=0-0', 1],
    ['bytes=0-29999', 30_000],
    ['bytes=5-9', null],
    ['', null],
  ])('Range %s: next byte %s', (range, next) => {
    expect(readRange(withHeaders({ range }))).toBe(next)
  })

  it('takes the id alone from a Location, whatever host it names', () => {
    expect(uploadIdOf(withHeaders({ location: '//evil.example/x?upload_id=a-b&y=1' }))).toBe('a-b')
    expect(uploadIdOf(withHeaders({ location: '/x' }))).toBeNull()
    expect(uploadIdOf(withHeaders({ location: '/x?upload_id=%E0%A4%A' }))).toBeNull()
  })

  it('believes a 200 only when it has a video', () => {
    expect(readVideo({ video: { id: 1, uuid: 'u', shortUUID: 's' } })).toEqual({
      id: 1,
      uuid: 'u',
      shortUuid: 's',
    })
    expect(readVideo({ id: 'x' })).toBeNull()
    expect(readVideo(null)).toBeNull()
  })
})
