import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receiptSchema } from '@shared/uploads/upload'
import { createQueueProfile, type QueueProfile } from '../../../test/support/queue-profile'
import { createReceiptsReader } from '../storage/receipts-reader'
import { createReceipts, type ExportedReceipts, type Receipts } from './receipts'

let profile: QueueProfile
let target: string | null
let offered: string[]

beforeEach(() => {
  profile = createQueueProfile()
  target = join(profile.folder, 'out.json')
  offered = []
  const insert = profile.database.prepare(
    "INSERT INTO receipts VALUES (?, ?, 'a.mp4', 10, NULL, 'ab', 'https://tube.example', 'ada', 'uuid', 0, ?, ?, 0)",
  )
  for (let index = 0; index < 5; index += 1) {
    insert.run(idOf(index), `Title ${String(index)}`, index * 1000, index === 0 ? null : index * 2000)
  }
})

afterEach(() => {
  profile.remove()
})

function idOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}

function receipts(): Receipts {
  return createReceipts({
    reader: createReceiptsReader(profile.database),
    saveFile: async (name) => {
      offered.push(name)
      return target
    },
    appVersion: '0.1.0',
    now: () => Date.UTC(2026, 0, 15, 12),
  })
}

describe('list', () => {
  it('is newest first, page by page, as the contract has it', () => {
    const { total, receipts: page } = receipts().list(1, 2)
    expect(total).toBe(5)
    expect(page.map(({ title }) => title)).toEqual(['Title 3', 'Title 2'])
    expect(page.every((receipt) => receiptSchema.safeParse(receipt).success)).toBe(true)
    expect(page[0]).toMatchObject({
      videoUrl: 'https://tube.example/w/uuid',
      uploadedAt: '1970-01-01T00:00:03.000Z',
      publishedAt: '1970-01-01T00:00:06.000Z',
    })
    expect(receipts().list(4, 2).receipts[0]?.publishedAt).toBeNull()
    expect(receipts().list(5, 2).receipts).toEqual([])
  })
})

describe('export', () => {
  it('writes the chosen ones, and nothing else beside', async () => {
    expect(await receipts().exportAs([idOf(1), idOf(3), idOf(9)])).toEqual({ count: 2 })
    const written = JSON.parse(readFileSync(target ?? '', 'utf8')) as ExportedReceipts
    expect(written).toMatchObject({
      app: 'Longshore',
      version: '0.1.0',
      exportedAt: '2026-01-15T12:00:00.000Z',
    })
    expect(written.receipts.map(({ uploadId }) => uploadId)).toEqual([idOf(3), idOf(1)])
    expect(offered).toEqual(['longshore-receipts-2026-01-15.json'])
    expect(readdirSync(profile.folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('writes all, in place of an older file', async () => {
    await receipts().exportAs([idOf(1)])
    await receipts().exportAs(null)
    expect((JSON.parse(readFileSync(target ?? '', 'utf8')) as ExportedReceipts).receipts).toHaveLength(5)
  })

  it('a closed dialog writes nothing; a folder that takes no file is said to be one', async () => {
    target = null
    expect(await receipts().exportAs(null)).toBeNull()
    target = join(profile.folder, 'nowhere', 'out.json')
    await expect(receipts().exportAs(null)).rejects.toMatchObject({ code: 'folder-unwritable' })
    expect(existsSync(target)).toBe(false)
  })
})
