import { randomUUID } from 'node:crypto'
import type { Quota } from '@shared/accounts/account'
import type { Channel, InstanceLimits } from '@shared/accounts/choices'
import { AppError } from '@shared/errors'
import type { ChannelDefaults } from '@shared/uploads/draft'
import type { IntakeProgress } from '@shared/uploads/intake'
import type { IntakeTable } from '../storage/intake-table'
import type { Clock } from '../uploads/ports'
import { addFiles } from './add'
import { FALLBACK_LIMITS } from './fallback-limits'
import { chooseStart } from './new-draft'
import { storageError, Tally } from './tally'

/** What intake needs of the world. */
export interface IntakePorts {
  table: IntakeTable
  clock: Clock
  /** Tells the window how a drop goes. */
  progressed(progress: IntakeProgress): void
  limitsOf(accountId: string): Promise<InstanceLimits>
  /** From the local copy; empty while the server was never asked. */
  channelsOf(accountId: string): readonly Channel[]
  lastChannelOf(accountId: string): number | null
  channelDefaultsOf(accountId: string, channelId: number): ChannelDefaults | null
  quotaOf(accountId: string): Quota | null
  /** Rows that are new, after their commit. */
  touched(ids: readonly string[]): void
  warn(message: string, error: unknown): void
}

/** Of so many drops it is known which files were sent before. */
const REMEMBERED_DROPS = 10

interface Drop {
  accountId: string
  paths: readonly string[]
  /** Names of what came along and cannot be found on this computer. */
  withoutPath: readonly string[]
  /** Takes files that the account has sent before, too. */
  again: boolean
}

export interface Intake {
  /** Starts to add; what comes of it is told by `progressed`. Throws `not-found` for an unknown account. */
  addPaths(accountId: string, paths: readonly string[], withoutPath?: readonly string[]): string
  /** Adds what that drop left out because it was sent before. Throws `not-found` when it is too long ago. */
  addAgain(intakeId: string): string
  /** What is added stays. */
  cancel(intakeId: string): void
  /** Resolves when no drop is being worked on. */
  idle(): Promise<void>
  /** Stops all of them, and waits until they have stopped. */
  close(): Promise<void>
}

/** Turns drops into rows of the queue, one drop after the other: the second one then knows what the first one added. */
export function createIntake(ports: IntakePorts): Intake {
  const running = new Map<string, AbortController>()
  const sentBefore = new Map<string, Drop>()
  let last: Promise<void> = Promise.resolve()

  async function run(intakeId: string, drop: Drop, signal: AbortSignal): Promise<void> {
    const tally = new Tally(
      intakeId,
      (progress) => ports.progressed(progress),
      () => ports.clock.monotonic(),
    )
    tally.refuse(drop.withoutPath.map((name) => ({ name, reason: 'unreadable', detail: 'no-path' })))
    try {
      if (!signal.aborted)
        await addFiles({ ...(await prepare(ports, drop.accountId)), ...drop, tally, signal })
    } catch (error) {
      ports.warn('a drop ended early', error)
      tally.fail(storageError(error))
    } finally {
      running.delete(intakeId)
      remember(intakeId, { ...drop, paths: tally.sentBefore, withoutPath: [], again: true })
      tally.finish()
    }
  }

  function remember(intakeId: string, drop: Drop): void {
    if (drop.paths.length === 0) return
    sentBefore.set(intakeId, drop)
    const [oldest] = sentBefore.keys()
    if (sentBefore.size > REMEMBERED_DROPS && oldest !== undefined) sentBefore.delete(oldest)
  }

  function begin(drop: Drop): string {
    if (!ports.table.hasAccount(drop.accountId)) throw new AppError('not-found', 'unknown account')
    const intakeId = randomUUID()
    const abort = new AbortController()
    running.set(intakeId, abort)
    last = last.then(() => run(intakeId, drop, abort.signal))
    return intakeId
  }

  return {
    addPaths: (accountId, paths, withoutPath = []) => begin({ accountId, paths, withoutPath, again: false }),
    addAgain(intakeId) {
      const drop = sentBefore.get(intakeId)
      if (drop === undefined) throw new AppError('not-found', 'nothing of that drop was sent before')
      sentBefore.delete(intakeId)
      return begin(drop)
    },
    cancel: (intakeId) => running.get(intakeId)?.abort(),
    idle: () => last,
    async close() {
      for (const abort of running.values()) abort.abort()
      await last
    },
  }
}

async function prepare(
  ports: IntakePorts,
  accountId: string,
): Promise<
  Pick<Parameters<typeof addFiles>[0], 'limits' | 'start' | 'maxBytes' | 'table' | 'touched' | 'now'>
> {
  const limits = await ports.limitsOf(accountId).catch(() => FALLBACK_LIMITS)
  const start = chooseStart(ports.channelsOf(accountId), ports.lastChannelOf(accountId), (channelId) =>
    ports.channelDefaultsOf(accountId, channelId),
  )
  const quota = ports.quotaOf(accountId)
  const bounds = quota === null ? [] : [quota.total, quota.daily].filter((bound) => bound !== -1)
  return {
    limits,
    start,
    maxBytes: bounds.length === 0 ? null : Math.min(...bounds),
    table: ports.table,
    touched: (ids) => ports.touched(ids),
    now: () => ports.clock.now(),
  }
}
