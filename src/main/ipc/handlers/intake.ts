import type { Intake } from '../../intake/intake'
import type { HandlersOf } from '../handlers'

export interface IntakeHandlerPorts {
  intake: Intake
  /** Opens the system's picker; null: closed. */
  pickVideos(kind: 'files' | 'folder'): Promise<string[] | null>
}

export function createIntakeHandlers({ intake, ...ports }: IntakeHandlerPorts): HandlersOf<'intake'> {
  return {
    'intake.addPaths': ({ accountId, paths, withoutPath }) => ({
      intakeId: intake.addPaths(accountId, paths, withoutPath),
    }),
    'intake.pick': async ({ accountId, kind }) => {
      const paths = await ports.pickVideos(kind)
      return paths === null ? null : { intakeId: intake.addPaths(accountId, paths) }
    },
    'intake.addAgain': ({ intakeId }) => ({ intakeId: intake.addAgain(intakeId) }),
    'intake.cancel': ({ intakeId }) => {
      intake.cancel(intakeId)
      return undefined
    },
  }
}
