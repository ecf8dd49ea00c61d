import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkFile, sliceReader, type Fingerprint } from './file-reader'

const A_TIME = new Date('2026-01-01T10:00:00Z')

let folder: string
let file: Fingerprint

function write(bytes: number, time: Date): void {
  writeFileSync(file.path, Buffer.alloc(bytes))
  utimesSync(file.path, time, time)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-file-'))
  file = { path: join(folder, 'clip.mp4'), bytes: 1000, mtimeMs: A_TIME.getTime() }
  write(1000, A_TIME)
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('a file that was queued', () => {
  it('is the same by size and time', async () => {
    await expect(checkFile(file)).resolves.toBeUndefined()
  })

  it.each([999, 1001])('is another one with %i bytes, though its time is the same', async (bytes) => {
    write(bytes, A_TIME)
    expect(statSync(file.path).mtimeMs).toBe(file.mtimeMs)
    await expect(checkFile(file)).rejects.toMatchObject({ reason: 'file-changed' })
  })

  it('is another one with another time, though its size is the same', async () => {
    write(1000, new Date(A_TIME.getTime() + 5))
    await expect(checkFile(file)).rejects.toMatchObject({ reason: 'file-changed' })
  })

  it('is missing when it is gone, or a folder now', async () => {
    await expect(checkFile({ ...file, path: folder })).rejects.toMatchObject({ reason: 'file-missing' })
    rmSync(file.path)
    await expect(checkFile(file)).rejects.toMatchObject({ reason: 'file-missing' })
  })

  it('is looked at before each slice', async () => {
    const source = await sliceReader(file).openFile(Buffer.alloc(0), 0)
    await expect(source.slice(0, 400)).resolves.toMatchObject({ value: { start: 0, end: 400, size: 400 } })
    write(1200, A_TIME)
    await expect(source.slice(400, 800)).rejects.toMatchObject({ reason: 'file-changed' })
  })
})
