import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestAccounts, type TestAccounts } from '../../../test/support/accounts'
import { startDemoInstance, type DemoInstance, type DemoVersion } from '../../demo-instance'

const versions: DemoVersion[] = ['5.1.0', '6.3.0', '8.2.0']
const person = { username: 'demo', password: 'demo-password', otp: null }

describe.each(versions)('accounts of an instance with PeerTube %s', (version) => {
  let folder: string
  let demo: DemoInstance
  let test: TestAccounts

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-demo-'))
    demo = await startDemoInstance({ dataDir: folder, version })
    test = createTestAccounts()
  })

  afterEach(async () => {
    test.close()
    await demo.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('signs in with a password and shows the person and the instance', async () => {
    const found = await test.accounts.lookUp(demo.url, false)
    expect(found).toMatchObject({ instanceUrl: demo.url, version, isHttp: true })
    const result = await test.accounts.signIn({ instanceUrl: demo.url, tokenStore: 'keychain', ...person })
    expect(result).toMatchObject({
      kind: 'signed-in',
      account: { username: 'demo', displayName: 'Demo', state: 'signed-in', instanceVersion: version },
    })
  })

  it('gives the engine a connection with limits and choices', async () => {
    const result = await test.accounts.signIn({ instanceUrl: demo.url, tokenStore: 'keychain', ...person })
    if (result.kind !== 'signed-in') throw new Error('a code was asked for')
    const account = test.accounts.directory.get(result.account.id)
    expect((await account.limits()).version).toBe(version)
    const choices = await test.accounts.choices(account.id, false)
    expect(choices.channels.map(({ name }) => name)).toEqual(['demo_channel', 'field_recordings'])
    expect(choices.privacies.length).toBe(version === '5.1.0' ? 4 : 5)
    expect(await account.videos.newest(new AbortController().signal)).toEqual([])
  })
})
