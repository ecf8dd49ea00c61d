import { AppError } from '@shared/errors'

/** The system's word for what failed, such as `ENOENT`. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/** What the system says of a disk, in our words. */
export function diskError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', code, {}, { cause: error })
  const isRefused = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EIO', 'ENAMETOOLONG']
  return isRefused.includes(code) ? new AppError('folder-unwritable', code, {}, { cause: error }) : error
}
