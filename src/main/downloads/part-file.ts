import { constants } from 'node:fs'
import { copyFile, link, open, rm, stat, statfs, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@shared/errors'
import { numbered } from './file-name'
import { diskError, errorCode } from '../system/disk-error'

const MOST_NAMES = 1000
/** Left free for everything else on the disk. */
const SPARE_BYTES = 20 * 1024 * 1024

/** Where the bytes of one download are until they are all there. */
export function partPath(folder: string, fileName: string): string {
  return join(folder, `${fileName}.part`)
}

/**
 * Takes a name that nothing has yet, by making its `.part` file. Rejects with `folder-unwritable` or `disk-full`.
 */
export async function reserveName(folder: string, wanted: string): Promise<string> {
  for (let number = 0; number < MOST_NAMES; number++) {
    const name = numbered(wanted, number)
    if (await exists(join(folder, name))) continue
    try {
      await (await open(partPath(folder, name), 'wx')).close()
      return name
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw diskError(error)
    }
  }
  throw new AppError('folder-unwritable', 'no free name')
}

/** Opens what was begun, cut to what is surely on the disk; made anew when it is gone (`fresh`). */
export async function openPart(
  folder: string,
  fileName: string,
  safeBytes: number,
): Promise<{ handle: FileHandle; fresh: boolean }> {
  try {
    const handle = await open(partPath(folder, fileName), constants.O_RDWR | constants.O_CREAT)
    const fresh = (await handle.stat()).size < safeBytes
    await handle.truncate(fresh ? 0 : safeBytes)
    return { handle, fresh }
  } catch (error) {
    throw diskError(error)
  }
}

/** Rejects with `disk-full` when so many bytes have no room. */
export async function checkRoom(folder: string, bytes: number): Promise<void> {
  const room = await statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
  if (room !== null && bytes > 0 && bytes + SPARE_BYTES > room)
    throw new AppError('disk-full', 'not enough room')
}

/**
 * Gives a whole file its name, or the next one that is free: nothing is ever written over. Resolves to the name. Safe
 * to repeat after a crash at any point.
 */
export async function finishPart(folder: string, fileName: string): Promise<string> {
  const part = partPath(folder, fileName)
  for (let number = 0; number < MOST_NAMES; number++) {
    const name = numbered(fileName, number)
    const target = join(folder, name)
    if (await isSameFile(part, target)) {
      await rm(part, { force: true })
      return name
    }
    try {
      await place(part, target)
      await rm(part, { force: true })
      return name
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw diskError(error)
    }
  }
  throw new AppError('folder-unwritable', 'no free name')
}

/** A second name for the file, which fails where there is one; disks without such names get a copy. */
async function place(part: string, target: string): Promise<void> {
  try {
    await link(part, target)
  } catch (error) {
    if (['EEXIST', 'ENOENT', 'ENOSPC'].includes(errorCode(error))) throw error
    await copyFile(part, target, constants.COPYFILE_EXCL)
  }
}

async function isSameFile(left: string, right: string): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([stat(left, { bigint: true }), stat(right, { bigint: true })])
    return one.ino === other.ino && one.dev === other.dev && one.ino !== 0n
  } catch {
    return false
  }
}

export async function removePart(folder: string, fileName: string): Promise<void> {
  await rm(partPath(folder, fileName), { force: true }).catch(() => undefined)
}

/** Size of a file that is there; null: it is not. */
export async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  )
}

async function exists(path: string): Promise<boolean> {
  return (await sizeOf(path)) !== null
}
