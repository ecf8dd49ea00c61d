import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '@shared/errors'
import { errorCode } from '../system/disk-error'

/** Files that the app keeps for uploads: frames picked from a video, copies of the pictures and captions picked. */
export interface OwnFiles {
  /**
   * Writes a file and answers its path when it is on the disk for good. Throws `disk-full`, else the system's error.
   */
  write(name: string, content: Uint8Array): Promise<string>
  /** The same with what is in the file `source`. */
  copy(name: string, source: string): Promise<string>
  /** Unless a row refers to it, as several may. One that is not there is no error. */
  remove(path: string): Promise<void>
  /** Deletes what nothing refers to, left by a crash between file and row or by a removed row. */
  sweep(referred: ReadonlySet<string>): Promise<number>
}

export function createOwnFiles(folder: string, isReferred: (path: string) => boolean): OwnFiles {
  async function put(name: string, fill: (file: FileHandle) => Promise<unknown>): Promise<string> {
    const path = join(folder, name)
    try {
      await mkdir(folder, { recursive: true })
      await fillAndRename(path, fill)
    } catch (error) {
      if (errorCode(error) !== 'ENOSPC') throw error
      throw new AppError('disk-full', 'no room for the file', {}, { cause: error })
    }
    return path
  }

  return {
    write: (name, content) => put(name, (file) => file.writeFile(content)),
    copy: (name, source) =>
      put(name, async (file) => {
        for await (const piece of createReadStream(source)) await file.appendFile(piece as Buffer)
      }),
    async remove(path) {
      if (!isReferred(path)) await removeIfThere(path)
    },
    async sweep(referred) {
      const orphans = (await namesIn(folder))
        .map((name) => join(folder, name))
        .filter((path) => !referred.has(path))
      await Promise.all(orphans.map(removeIfThere))
      return orphans.length
    },
  }
}

/** A copy of a file that the person picked. Throws `disk-full`, `file-unreadable`. */
export async function copyOf(ownFiles: OwnFiles, source: string, extension: string): Promise<string> {
  try {
    return await ownFiles.copy(`${randomUUID()}${extension}`, source)
  } catch (error) {
    if (error instanceof AppError) throw error
    const details = { code: errorCode(error) }
    throw new AppError('file-unreadable', 'the file can not be copied', details, { cause: error })
  }
}

/** Does what makes rows refer to the file; when that fails, the file goes again. */
export async function orRemove(ownFiles: OwnFiles, path: string, refer: () => Promise<void>): Promise<void> {
  try {
    await refer()
  } catch (error) {
    await ownFiles.remove(path)
    throw error
  }
}

/** Under a temporary name first, so that no half-written file ever bears the real one. */
export function writeAndRename(path: string, content: Uint8Array | string, mode?: number): Promise<void> {
  return fillAndRename(path, (file) => file.writeFile(content), mode)
}

/** @param mode who may read it, as for `chmod`; left out: as the system has it */
async function fillAndRename(
  path: string,
  fill: (file: FileHandle) => Promise<unknown>,
  mode?: number,
): Promise<void> {
  const temporary = `${path}.part`
  const file = await open(temporary, 'w', mode)
  try {
    // One of that name may have been there already, with other rights.
    if (mode !== undefined) await file.chmod(mode)
    await fill(file)
    await file.sync()
  } catch (error) {
    await file.close()
    await removeIfThere(temporary)
    throw error
  }
  await file.close()
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** Makes the new name last over a power cut. Windows can't open folders, and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  if (handle === null) return
  try {
    await handle.sync().catch(() => undefined)
  } finally {
    await handle.close()
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
