import type { Quota } from '@shared/accounts/account'

/** 0 to 1; null when the account has no limit or it is not known. */
export function quotaShare(quota: Quota | null): number | null {
  if (quota === null || quota.total < 0) return null
  if (quota.total === 0) return 1
  return Math.min(1, Math.max(0, quota.used / quota.total))
}
