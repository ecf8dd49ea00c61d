import { AppError } from '@shared/errors'
import type { DownloadRecord } from '../storage/downloads-table'
import { sizeOf } from './part-file'
import { isWhole } from './whole-mp4'

/** Rejects with `size-differs`; the next run then starts over. */
export async function checkWhole(
  { kind, totalBytes, estimatedBytes }: DownloadRecord,
  path: string,
  save: (change: Partial<DownloadRecord>) => void,
): Promise<void> {
  const bytes = await sizeOf(path)
  const told = totalBytes ?? estimatedBytes
  const isRight =
    kind === 'combined' ? await isWhole(path, estimatedBytes) : [null, bytes].includes(totalBytes)
  if (!isRight) {
    save({ safeBytes: 0, validator: null })
    throw new AppError('size-differs', `${String(bytes)} of ${String(told)} bytes`)
  }
  // Now it is known: should the app end while the file gets its name, this is how it is met again.
  if (kind === 'combined') save({ totalBytes: bytes })
}
