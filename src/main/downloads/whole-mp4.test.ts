import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isWhole } from './whole-mp4'

const bytes = readFileSync(join(import.meta.dirname, '../../../samples/split/generated.mp4'))
const INDEX_BYTES = 0xba

describe('a file that was put together while it was sent', () => {
  let folder: string
  const check = (content: Uint8Array, estimate: number | null = bytes.length): Promise<boolean> => {
    const path = join(folder, 'x.mp4')
    writeFileSync(path, content)
    return isWhole(path, estimate)
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-whole-'))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('is whole with the index at its end, whatever was estimated', async () => {
    expect(await check(bytes)).toBe(true)
    expect(await check(bytes, bytes.length * 2)).toBe(true)
  })

  it.each([1, 4, 100, 20_000, 40_530])('is not when %i bytes of its end are missing', async (missing) => {
    expect(await check(bytes.subarray(0, bytes.length - missing))).toBe(false)
  })

  it('without an index, or of another kind, is believed when it has about its size', async () => {
    const without = bytes.subarray(0, bytes.length - INDEX_BYTES)
    expect(await check(without)).toBe(true)
    expect(await check(without, bytes.length * 2)).toBe(false)
    expect(await check(without, null)).toBe(true)
    expect(await check(Buffer.alloc(950, 'x'), 1000)).toBe(true)
    expect(await check(Buffer.alloc(850, 'x'), 1000)).toBe(false)
  })

  it('is not when nothing came', async () => {
    expect(await check(Buffer.alloc(0), null)).toBe(false)
  })
})
