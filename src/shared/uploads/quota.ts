import type { Quota } from '../accounts/account'
import type { Problem } from './upload'
import { problem } from './validate-draft'

/** PeerTube's word for no quota. */
export const UNLIMITED = -1

/**
 * Whether a file of `bytes` still fits after everything that waits before it: the server refuses when what is used and
 * what comes reach the quota, exactly full included. `waitingBytes`: full sizes of the account's rows that
 * are queued, uploading or finishing. A null quota (never asked) refuses nothing.
 */
export function quotaProblems(quota: Quota | null, waitingBytes: number, bytes: number): Problem[] {
  if (quota === null) return []
  const checks = [
    { code: 'quota-total', max: quota.total, used: quota.used },
    { code: 'quota-daily', max: quota.daily, used: quota.usedDaily },
  ] as const
  return checks
    .filter(({ max, used }) => max !== UNLIMITED && used + waitingBytes + bytes >= max)
    .map(({ code, max, used }) => problem('file', code, { max, used, waiting: waitingBytes, actual: bytes }))
}
