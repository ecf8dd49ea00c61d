import type { Quota } from '@shared/accounts/account'
import type { InstanceLimits } from '@shared/accounts/choices'
import type { Draft } from '@shared/uploads/draft'
import { quotaProblems } from '@shared/uploads/quota'
import type { Problem } from '@shared/uploads/upload'
import { validateDraft } from '@shared/uploads/validate-draft'

/** How long the sum over a queue is good for: a page of rows asks for it a thousand times. */
const SUM_GOOD_FOR_MS = 250

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
  const sums = new Map<string, { bytes: number; at: number }>()

  function waitingBytes(accountId: string): number {
    const at = ports.monotonic()
    const known = sums.get(accountId)
    if (known !== undefined && at - known.at < SUM_GOOD_FOR_MS) return known.bytes
    const bytes = ports.waitingBytes(accountId)
    sums.set(accountId, { bytes, at })
    return bytes
  }

  return (draft, file, accountId, waiting) => {
    const limits = ports.limitsOf(accountId)
    const quota = ports.quotaOf(accountId)
    return [
      ...(limits === null ? [] : validateDraft(draft, limits, file, ports.now())),
      ...(quota === null ? [] : quotaProblems(quota, waiting ?? waitingBytes(accountId), file.bytes)),
    ]
  }
}
