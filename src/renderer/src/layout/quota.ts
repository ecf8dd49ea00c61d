import type { Quota } from '@shared/accounts/account'

/** The limit that is nearest: of the whole account or of a day. Bytes. */
export interface TightestQuota {
  /** 0 to 1. */
  share: number
  used: number
  total: number
  daily: boolean
}

function usage(used: number, total: number, daily: boolean): TightestQuota | null {
  if (total < 0) return null
  const share = total === 0 ? 1 : Math.min(1, Math.max(0, used / total))
  return { share, used, total, daily }
}

/** Null when the account has no limit, or it is not known. */
export function tightestQuota(quota: Quota | null): TightestQuota | null {
  if (quota === null) return null
  const whole = usage(quota.used, quota.total, false)
  const day = usage(quota.usedDaily, quota.daily, true)
  if (whole === null || day === null) return whole ?? day
  return day.share > whole.share ? day : whole
}
