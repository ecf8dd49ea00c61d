import { mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Files that the app makes for uploads: frames picked from a video. */
export interface OwnFiles {
  /** Writes a file and answers its path when it is on the disk for good. Rejects with the system's error. */
  write(name: string, content: Uint8Array): Promise<string>
  /** One that is not there is no error. */
  remove(path: string): Promise<void>
  /** Deletes what nothing refers to, left by a crash between file and row or by a removed row. */
  sweep(referred: ReadonlySet<string>): Promise<number>
}

export function createOwnFiles(folder: string): OwnFiles {
  return {
    async write(name, content) {
      await mkdir(folder, { recursive: true })
      const path = join(folder, name)
      await writeAndRename(path, content)
      return path
    },
    remove: removeIfThere,
    async sweep(referred) {
      const orphans = (await namesIn(folder))
        .map((name) => join(folder, name))
        .filter((path) => !referred.has(path))
      await Promise.all(orphans.map(removeIfThere))
      return orphans.length
    },
  }
}

/** Under a temporary name first, so that no half-written file ever bears the real one. */
export async function writeAndRename(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.part`
  const file = await open(temporary, 'w')
  try {
    await file.writeFile(content)
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
