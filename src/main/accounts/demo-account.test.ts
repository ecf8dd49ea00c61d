import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestAccounts, type TestAccounts } from '../../../test/support/accounts'
import { startDemoInstance, type DemoInstance } from '../../demo-instance'

let folder: string
let demo: DemoInstance | null = null
let test: TestAccounts
let starts = 0

/** What the shell does: one instance, started when it is first needed. */
async function startDemo() {
  if (demo === null) {
    starts += 1
    demo = await startDemoInstance({ dataDir: folder })
  }
  return { url: demo.url, ...demo.users.demo }
}

async function stopDemo(): Promise<void> {
  await demo?.close()
  demo = null
}

beforeEach(() => {
  starts = 0
  folder = mkdtempSync(join(tmpdir(), 'longshore-demo-'))
  test = createTestAccounts({ startDemo })
})

afterEach(async () => {
  test.close()
  await stopDemo()
  rmSync(folder, { recursive: true, force: true })
})

describe('trying it without an account', () => {
  it('signs in to the demo instance, once for two clicks, and leads to the same account later', async () => {
    const [first, second] = await Promise.all([test.accounts.tryDemo(), test.accounts.tryDemo()])
    expect(first).toMatchObject({
      isDemo: true,
      username: 'demo',
      state: 'signed-in',
      tokenStore: 'keychain',
    })
    expect(second.id).toBe(first.id)
    expect((await test.accounts.tryDemo()).id).toBe(first.id)
    expect(test.accounts.list().accounts).toHaveLength(1)
    expect(starts).toBe(1)
  })

  it('moves along with the instance to another port, with its queue', async () => {
    const { id, instanceUrl } = await test.accounts.tryDemo()
    await stopDemo()
    test = test.restart()
    await test.accounts.startUp()
    const [account] = test.accounts.list().accounts
    expect(account).toMatchObject({ id, isDemo: true, state: 'signed-in' })
    expect(account?.instanceUrl).not.toBe(instanceUrl)
    const engine = test.accounts.directory.get(id)
    expect(engine.instanceUrl).toBe(account?.instanceUrl)
    expect(await engine.videos.newest(new AbortController().signal)).toEqual([])
  })

  it('does not start the instance for those who do not use it', async () => {
    await test.accounts.startUp()
    expect(starts).toBe(0)
  })

  it('signs in again after the person signed out', async () => {
    const { id } = await test.accounts.tryDemo()
    await test.accounts.signOut(id)
    expect(await test.accounts.tryDemo()).toMatchObject({ id, state: 'signed-in' })
  })

  it('does not stand in the way of the start when it fails', async () => {
    await test.accounts.tryDemo()
    await stopDemo()
    test.close()
    test = createTestAccounts({ startDemo: () => Promise.reject(new Error('no port')) })
    await expect(test.accounts.tryDemo()).rejects.toThrow('no port')
    await test.accounts.startUp()
  })
})
