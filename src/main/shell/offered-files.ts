import type { Intake } from '../intake/intake'
import type { Publisher } from '../ipc/handlers'

export interface OfferedFiles {
  /** Adds files of a command line or of "open with" to those that wait for an account. */
  offer(paths: readonly string[]): void
  count(): number
  /** Hands all of them to an account; null: none waited. */
  take(accountId: string): { intakeId: string } | null
}

/** Files that were opened with the app, until the window says which account they are for. */
export function createOfferedFiles(intake: Intake, publisher: Publisher): OfferedFiles {
  let waiting: readonly string[] = []
  return {
    offer(paths) {
      if (paths.length === 0) return
      waiting = waiting.concat(paths)
      publisher.publish('app.filesOffered', { count: waiting.length })
    },
    count: () => waiting.length,
    take(accountId) {
      if (waiting.length === 0) return null
      const paths = waiting
      waiting = []
      return { intakeId: intake.addPaths(accountId, [...paths]) }
    },
  }
}
