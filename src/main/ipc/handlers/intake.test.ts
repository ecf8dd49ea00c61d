import { describe, expect, it } from 'vitest'
import type { Intake } from '../../intake/intake'
import { createIntakeHandlers } from './intake'

/** Remembers what it was asked. */
class RecordingIntake implements Intake {
  readonly asked: string[] = []

  addPaths(accountId: string, paths: readonly string[], withoutPath: readonly string[] = []): string {
    this.asked.push(['add', accountId, paths.join(), ...withoutPath].join(' '))
    return 'intake-1'
  }

  addAgain(intakeId: string): string {
    this.asked.push(`again ${intakeId}`)
    return 'intake-2'
  }

  cancel(intakeId: string): void {
    this.asked.push(`cancel ${intakeId}`)
  }

  idle(): Promise<void> {
    return Promise.resolve()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

describe('the handlers of intake', () => {
  it('add what was dropped, and what was picked', async () => {
    const intake = new RecordingIntake()
    const handlers = createIntakeHandlers({ intake, pickVideos: async (kind) => [`/${kind}`] })
    expect(
      await handlers['intake.addPaths']({ accountId: 'a', paths: ['/x', '/y'], withoutPath: ['z'] }),
    ).toEqual({
      intakeId: 'intake-1',
    })
    expect(await handlers['intake.pick']({ accountId: 'a', kind: 'folder' })).toEqual({
      intakeId: 'intake-1',
    })
    expect(await handlers['intake.addAgain']({ intakeId: 'intake-1' })).toEqual({ intakeId: 'intake-2' })
    await handlers['intake.cancel']({ intakeId: 'intake-1' })
    expect(intake.asked).toEqual(['add a /x,/y z', 'add a /folder', 'again intake-1', 'cancel intake-1'])
  })

  it('a closed picker adds nothing', async () => {
    const intake = new RecordingIntake()
    const handlers = createIntakeHandlers({ intake, pickVideos: async () => null })
    expect(await handlers['intake.pick']({ accountId: 'a', kind: 'files' })).toBeNull()
    expect(intake.asked).toEqual([])
  })
})
