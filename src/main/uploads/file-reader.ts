import { stat } from 'node:fs/promises'
import type { FileReader, FileSource } from 'tus-js-client'
import type { FileSlice } from './ports'
import { FileProblem } from './problems'

/** What has to stay as it was while a file is sent. */
export interface Fingerprint {
  path: string
  bytes: number
  mtimeMs: number
}

/** What the driver hands from the reader to the stack: it looks at `size` alone. */
export interface SizedSlice extends FileSlice {
  size: number
}

/** Times are compared by the millisecond: some file systems and copies of the row keep no more. */
const MTIME_TOLERANCE_MS = 1

/** Rejects with `FileProblem` when the file is gone, or has another size or time than when it was queued. */
export async function checkFile(file: Fingerprint): Promise<void> {
  const found = await stat(file.path).catch(() => null)
  if (found?.isFile() !== true) throw new FileProblem('file-missing')
  const isSame = found.size === file.bytes && Math.abs(found.mtimeMs - file.mtimeMs) < MTIME_TOLERANCE_MS
  if (!isSame) throw new FileProblem('file-changed')
}

/** Slices as descriptors: nothing is read here, the wire streams from the disk. */
export function sliceReader(file: Fingerprint): FileReader {
  const source: FileSource = {
    size: file.bytes,
    async slice(start, end) {
      await checkFile(file)
      const value: SizedSlice = { path: file.path, start, end, size: end - start }
      return { value, done: end >= file.bytes }
    },
    close: () => undefined,
  }
  return { openFile: () => Promise.resolve(source) }
}
