import type { Quota } from '@shared/accounts/account'
import type { InstanceLimits } from '@shared/accounts/choices'
import type { Draft } from '@shared/uploads/draft'
import { quotaProblems, UNLIMITED } from '@shared/uploads/quota'
import type { Problem } from '@shared/uploads/upload'
import { validateDraft } from '@shared/uploads/validate-draft'

/** A sum that took longer than this is not taken anew for each row of a long queue, but a few times a second. */
const SLOW_SUM_MS = 1
const SLOW_SUM_GOOD_FOR_MS = 250

export interface ProblemPorts {
  /** From memory; null while the instance was never asked. */
  limitsOf(accountId: string): InstanceLimits | null
  quotaOf(accountId: string): Quota | null
  /** Bytes of the account's rows that are queued, uploading or finishing. */
  waitingBytes(accountId: string): number
  now(): number
  /** Milliseconds that only grow. */
  monotonic(): number
}

/**
 * What keeps a draft from being submitted. `waitingBytes`: what waits before it, when the caller counts that itself,
 * as one who submits many at once does.
 */
export type ProblemsOf = (
  draft: Draft,
  file: { name: string; bytes: number },
  accountId: string,
  waitingBytes?: number,
) => Problem[]

/** Unknown limits give no problems: the server has the last word anyway. */
export function createProblemsOf(ports: ProblemPorts): ProblemsOf {
  const slowSums = new Map<string, { bytes: number; goodUntil: number }>()

  /** Exact for a queue of ordinary length, so that drafts submitted together count against one another. */
  function waitingBytes(accountId: string): number {
    const start = ports.monotonic()
    const known = slowSums.get(accountId)
    if (known !== undefined && start < known.goodUntil) return known.bytes
    const bytes = ports.waitingBytes(accountId)
    const end = ports.monotonic()
    if (end - start > SLOW_SUM_MS) slowSums.set(accountId, { bytes, goodUntil: end + SLOW_SUM_GOOD_FOR_MS })
    return bytes
  }

  return (draft, file, accountId, waiting) => {
    const limits = ports.limitsOf(accountId)
    const quota = ports.quotaOf(accountId)
    return [
      ...(limits === null ? [] : validateDraft(draft, limits, file, ports.now())),
      ...(isLimited(quota) ? quotaProblems(quota, waiting ?? waitingBytes(accountId), file.bytes) : []),
    ]
  }
}

function isLimited(quota: Quota | null): boolean {
  return quota !== null && (quota.total !== UNLIMITED || quota.daily !== UNLIMITED)
}
