import type { Quota } from '@shared/accounts/account'
import { getMyQuotaUsed, getUserInfo } from '../peertube/operations/session'
import type { Instance } from './instances'

/** What a sign-in learns about the person whose tokens it got. */
export interface Person {
  username: string
  displayName: string
  quota: Quota
}

export async function readPerson(
  { api }: Instance,
  accessToken: string,
  signal: AbortSignal,
): Promise<Person> {
  const call = { signal, priority: 'person' } as const
  const me = await api.call(getUserInfo, call, accessToken)
  const used = await api.call(getMyQuotaUsed, call, accessToken)
  return {
    username: me.username,
    displayName: me.account?.displayName || me.username,
    quota: quotaFrom(me, used),
  }
}

export function quotaFrom(
  me: { videoQuota: number; videoQuotaDaily: number },
  used: { videoQuotaUsed: number; videoQuotaUsedDaily: number },
): Quota {
  return {
    total: me.videoQuota,
    daily: me.videoQuotaDaily,
    used: used.videoQuotaUsed,
    usedDaily: used.videoQuotaUsedDaily,
  }
}
