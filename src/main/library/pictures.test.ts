import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock'
import { FakeLibraryServer } from '../../../test/support/fake-library-server'
import { ACCOUNT, insertAccount, uuidOf } from '../../../test/support/library-rows'
import { openDatabase, type Database } from '../storage/database'
import { LibraryPicturesTable } from '../storage/library-pictures-table'
import { Pictures, type ShownPicture } from './pictures'

function png(bytes: number): Uint8Array {
  const picture = Buffer.alloc(bytes)
  picture.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return picture
}

describe('the pictures of the library', () => {
  let folder: string
  let database: Database
  let server: FakeLibraryServer
  let clock: FakeClock
  let pictures: Pictures

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-pictures-'))
    database = openDatabase(join(folder, 'longshore.db'))
    insertAccount(database)
    server = new FakeLibraryServer()
    clock = new FakeClock()
    pictures = new Pictures({
      folder: join(folder, 'pictures'),
      table: new LibraryPicturesTable(database),
      pictureOf: (_account, uuid) => ({ address: `/${uuid}`, version: 'v1' }),
      clock,
      log: (message, error) => {
        throw new Error(message, { cause: error })
      },
      limits: { one: 1000, all: 2500 },
    })
  })

  afterEach(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const get = (index: number, from: FakeLibraryServer | null = server): Promise<ShownPicture | null> => {
    clock.wallMs += 1
    return pictures.get(ACCOUNT, uuidOf(index), from, new AbortController().signal)
  }

  it('keeps a picture for when nobody can be asked', async () => {
    server.files.set(`/${uuidOf(1)}`, png(900))
    expect(await get(1, null)).toBeNull()
    expect(await get(1)).toMatchObject({ mime: 'image/png' })
    expect(await get(1, null)).toMatchObject({ mime: 'image/png' })
  })

  it('takes nothing that is too large, or no picture, or named like a path', async () => {
    server.files.set(`/${uuidOf(1)}`, png(1001))
    server.files.set(`/${uuidOf(2)}`, Buffer.from('<svg onload="alert(1)"/>'))
    expect(await get(1)).toBeNull()
    expect(await get(2)).toBeNull()
    expect(await pictures.get(ACCOUNT, '../../secret', server, new AbortController().signal)).toBeNull()
    expect(existsSync(join(folder, 'pictures'))).toBe(false)
  })

  it('lets go of what was not looked at for the longest time', async () => {
    for (const index of [1, 2, 3]) server.files.set(`/${uuidOf(index)}`, png(1000))
    await get(1)
    await get(2)
    clock.wallMs += 2 * 3_600_000
    await get(1)
    await get(3)
    expect(readdirSync(join(folder, 'pictures', ACCOUNT)).sort()).toEqual([uuidOf(1), uuidOf(3)])
    expect(await get(2, null)).toBeNull()
  })

  it('forgets an account', async () => {
    server.files.set(`/${uuidOf(1)}`, png(10))
    await get(1)
    await pictures.forget(ACCOUNT)
    expect(await get(1, null)).toBeNull()
  })
})
