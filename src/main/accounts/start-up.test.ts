import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestAccounts, type TestAccounts } from '../../../test/support/accounts'
import { startDemoInstance, type DemoInstance } from '../../demo-instance'
import { systemClock } from '../system/clock'
import type { Clock } from '../uploads/ports'
import { MemoryVault } from './keychain'

/** A keyring that its owner unlocks later. */
class LockableVault extends MemoryVault {
  isLocked = false

  override get(accountId: string): Promise<string | null> {
    return this.isLocked ? Promise.reject(new Error('locked')) : super.get(accountId)
  }
}

/** The machine's clock, but for the wait before the keyring is tried again: that is over when a test says so. */
class HeldClock implements Clock {
  readonly held: (() => void)[] = []
  now = (): number => systemClock.now()
  monotonic = (): number => systemClock.monotonic()

  schedule(delayMs: number, callback: () => void): () => void {
    if (delayMs !== 30_000) return systemClock.schedule(delayMs, callback)
    this.held.push(callback)
    return () => undefined
  }
}

let folder: string
let demo: DemoInstance
const vault = new LockableVault()
const clock = new HeldClock()
let test: TestAccounts

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-demo-'))
  demo = await startDemoInstance({ dataDir: folder })
  test = createTestAccounts({ vault, clock })
})

afterEach(async () => {
  test.close()
  await demo.close()
  rmSync(folder, { recursive: true, force: true })
})

it('takes a locked keyring for what it is: signed in again as soon as it is open', async () => {
  const person = { username: 'demo', password: 'demo-password', otp: null }
  const result = await test.accounts.signIn({ instanceUrl: demo.url, tokenStore: 'keychain', ...person })
  if (result.kind !== 'signed-in') throw new Error('a code was asked for')
  const { id } = result.account

  vault.isLocked = true
  test = test.restart()
  await test.accounts.startUp()
  expect(test.accounts.directory.isSignedIn(id)).toBe(false)
  const row = test.database.prepare('SELECT state FROM accounts').get() as { state: string }
  expect(row.state).toBe('signed-in')

  const told: string[] = []
  test.accounts.directory.onChange((changed) => told.push(changed))
  vault.isLocked = false
  clock.held.at(-1)?.()
  while (told.length === 0) await new Promise((resolve) => setImmediate(resolve))
  expect(told).toEqual([id])
  expect(test.accounts.directory.isSignedIn(id)).toBe(true)
})
