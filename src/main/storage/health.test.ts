import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { FakeClock } from '../../../test/support/fake-clock'
import { openDatabase } from './database'
import { StorageHealth, writeProbe } from './health'

describe('the health of the database', () => {
  it('is told once when a write fails, and again when the disk takes one', async () => {
    const clock = new FakeClock()
    const told: (string | null)[] = []
    let isFull = true
    const health = new StorageHealth({
      clock,
      probe: () => {
        if (isFull) throw new Error('disk I/O error')
      },
      onChanged: (trouble) => told.push(trouble),
    })
    health.failed(new AppError('disk-full'))
    health.failed(new AppError('disk-full'))
    await clock.advance(20_000)
    expect([told, health.trouble]).toEqual([['disk-full'], 'disk-full'])
    isFull = false
    await clock.advance(5000)
    expect([told, health.trouble, clock.pendingTimers]).toEqual([['disk-full', null], null, 0])
    health.failed(new Error('attempt to write a readonly database'))
    expect(health.trouble).toBe('unwritable')
    health.stop()
    expect(clock.pendingTimers).toBe(0)
  })

  it('is tried by a write that needs room and changes nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-health-'))
    const database = openDatabase(join(folder, 'longshore.db'))
    const version = (): unknown => database.prepare('PRAGMA user_version').raw().get()
    const before = version()
    const probe = writeProbe(database)
    probe()
    expect(version()).toEqual(before)
    database.exec('PRAGMA query_only = ON')
    expect(probe).toThrow(/readonly/)
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })
})
