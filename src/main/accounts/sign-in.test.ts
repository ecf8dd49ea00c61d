// Long, and one thing: the ways to sign in and what may come between, the same for each version.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestAccounts, type TestAccounts } from '../../../test/support/accounts'
import { startDemoInstance, type DemoInstance, type DemoVersion, type NewUser } from '../../demo-instance'
import { AppError } from '@shared/errors'
import { MemoryVault } from './keychain'
import { parsePair } from './tokens'

const versions: DemoVersion[] = ['5.1.0', '6.3.0', '8.2.0']
const otpSecret = 'JBSWY3DPEHPK3PXP'

/** A secure store on a machine that has none. */
class NoVault extends MemoryVault {
  override available(): Promise<boolean> {
    return Promise.resolve(false)
  }

  override set(): Promise<void> {
    return Promise.reject(new AppError('no-secure-store'))
  }
}

describe.each(versions)('signing in to PeerTube %s', (version) => {
  let folder: string
  let demo: DemoInstance
  const open: TestAccounts[] = []

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-demo-'))
    demo = await startDemoInstance({ dataDir: folder, version })
  })

  afterEach(async () => {
    for (const test of open.splice(0)) test.close()
    await demo.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function accounts(...args: Parameters<typeof createTestAccounts>): TestAccounts {
    const test = createTestAccounts(...args)
    open.push(test)
    return test
  }

  function input(username = 'demo', password = 'demo-password', otp: string | null = null) {
    return { instanceUrl: demo.url, tokenStore: 'keychain' as const, username, password, otp }
  }

  async function signIn(test: TestAccounts, ...person: Parameters<typeof input>) {
    const result = await test.accounts.signIn(input(...person))
    if (result.kind !== 'signed-in') throw new Error('a code was asked for')
    return result.account
  }

  async function keptRefreshToken(test: TestAccounts, id: string): Promise<string> {
    return parsePair((await test.vault.get(id)) ?? '')?.refreshToken ?? ''
  }

  /** The instance's word on a refresh token; null: it takes it. */
  async function refreshed(refreshToken: string): Promise<string | null> {
    const client = (await (await fetch(`${demo.url}/api/v1/oauth-clients/local`)).json()) as Record<
      string,
      string
    >
    const answer = await fetch(`${demo.url}/api/v1/users/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...client, grant_type: 'refresh_token', refresh_token: refreshToken }),
    })
    return answer.ok ? null : String(((await answer.json()) as { code?: string }).code)
  }

  it('asks for the code, takes the right one and refuses a wrong one', async () => {
    await demo.control.createUser({ username: 'otto', password: 'otto-password', otpSecret })
    const test = accounts()
    expect(await test.accounts.signIn(input('otto', 'otto-password'))).toEqual({ kind: 'otp-required' })
    const wrong = test.accounts.signIn(input('otto', 'otto-password', '000000'))
    await expect(wrong).rejects.toMatchObject({ code: 'otp-wrong' })
    const code = new TOTP({ secret: otpSecret }).generate()
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    expect(await signIn(test, 'otto', 'otto-password', spaced)).toMatchObject({ username: 'otto' })
  })

  it.each<[string, Partial<NewUser>, string, string]>([
    ['a wrong password', {}, 'wrong', 'wrong-credentials'],
    ['a blocked account', { blocked: true }, 'right-password', 'account-blocked'],
    ['an e-mail that was not verified', { emailVerified: false }, 'right-password', 'email-not-verified'],
    ['a registration that waits', { registration: 'pending' }, 'right-password', 'registration-pending'],
    [
      'a registration that was refused',
      { registration: 'rejected' },
      'right-password',
      'registration-refused',
    ],
    [
      'the account of a login plugin',
      { pluginAuth: 'peertube-plugin-auth-oidc' },
      'right-password',
      'wrong-credentials',
    ],
  ])('has words for %s', async (_, user, password, code) => {
    await demo.control.createUser({ username: 'ada', password: 'right-password', ...user })
    const test = accounts()
    await expect(test.accounts.signIn(input('ada', password))).rejects.toMatchObject({ code })
    expect(test.accounts.list().accounts).toEqual([])
  })

  it('tells when to come back after too many tries', async () => {
    demo.control.setConfig({
      rateLimits: { api: { max: 1000, windowMs: 10_000 }, login: { max: 1, windowMs: 60_000 } },
    })
    await demo.close()
    demo = await startDemoInstance({
      dataDir: folder,
      version,
      rateLimits: { login: { max: 1, windowMs: 60_000 } },
    })
    const test = accounts()
    await expect(test.accounts.signIn(input('demo', 'wrong'))).rejects.toMatchObject({
      code: 'wrong-credentials',
    })
    const second = test.accounts.signIn(input())
    await expect(second).rejects.toMatchObject({ code: 'too-many-logins' })
    const error: unknown = await second.catch((caught: unknown) => caught)
    expect((error as AppError).details['retryAfterMs']).toBeGreaterThan(1000)
  })

  it('tells that the instance goes by another name', async () => {
    const test = accounts()
    const instanceUrl = demo.url.replace('127.0.0.1', 'localhost')
    await expect(test.accounts.signIn({ ...input(), instanceUrl })).rejects.toMatchObject({
      code: 'host-refused',
    })
  })

  it('tells that nobody answers', async () => {
    const test = accounts()
    await demo.close()
    await expect(test.accounts.signIn(input())).rejects.toMatchObject({ code: 'instance-unreachable' })
    demo = await startDemoInstance({ dataDir: folder, version })
  })

  it('gives a special character of a password its due', async () => {
    await demo.control.createUser({ username: 'percy', password: 'a+b&c=d %25 é' })
    expect(await signIn(accounts(), 'percy', 'a+b&c=d %25 é')).toMatchObject({ username: 'percy' })
  })

  it('knows a person by any case and by e-mail, and takes nobody in twice', async () => {
    const test = accounts()
    await signIn(test, 'DEMO')
    await expect(test.accounts.signIn(input('demo'))).rejects.toMatchObject({ code: 'already-signed-in' })
    await expect(test.accounts.signIn(input('demo@example.com'))).rejects.toMatchObject({
      code: 'already-signed-in',
    })
    expect(test.accounts.list().accounts).toHaveLength(1)
    // The token of the second sign-in was given back.
    expect(demo.control.requests().filter(({ path }) => path.includes('revoke-token'))).toHaveLength(1)
  })

  it('makes one account of two clicks', async () => {
    const test = accounts()
    const results = await Promise.allSettled([signIn(test), signIn(test)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'already-signed-in' },
    })
    expect(test.accounts.list().accounts).toHaveLength(1)
  })

  it('does not ask the server about a code that is none', async () => {
    const attempt = accounts().accounts.signIn(input('demo', 'demo-password', '１２３４５６'))
    await expect(attempt).rejects.toMatchObject({ code: 'otp-wrong' })
    expect(demo.control.requests()).toEqual([])
  })

  it('keeps the account, with its id, over sign-out and sign-in', async () => {
    const test = accounts()
    const first = await signIn(test)
    const told: string[] = []
    test.accounts.directory.onChange((id) => told.push(id))
    await test.accounts.signOut(first.id)
    expect(test.accounts.directory.isSignedIn(first.id)).toBe(false)
    expect(test.accounts.list().accounts).toMatchObject([
      { id: first.id, username: 'demo', state: 'signed-out' },
    ])
    const second = await signIn(test)
    expect(second).toMatchObject({ id: first.id, state: 'signed-in' })
    expect(told).toEqual([first.id, first.id])
    const engine = test.accounts.directory.get(first.id)
    expect(await engine.videos.newest(new AbortController().signal)).toEqual([])
  })

  it('revokes the token when the person signs out', async () => {
    const test = accounts()
    const { id } = await signIn(test)
    const token = await test.accounts.directory.get(id).session.accessToken()
    await test.accounts.signOut(id)
    expect(await test.vault.get(id)).toBeNull()
    const answer = await fetch(`${demo.url}/api/v1/users/me`, {
      headers: { Authorization: `Bearer ${String(token)}` },
    })
    expect(answer.status).toBe(401)
  })

  it('revokes the refresh token too when the access token is too old to revoke anything', async () => {
    const test = accounts()
    const { id } = await signIn(test)
    const refreshToken = await keptRefreshToken(test, id)
    await demo.control.expireTokens('demo', 'access')
    await test.accounts.signOut(id)
    expect(await test.vault.get(id)).toBeNull()
    expect(await refreshed(refreshToken)).toBe('invalid_grant')
    expect(await signIn(test)).toMatchObject({ id, state: 'signed-in' })
  })

  it('signs out also where nobody answers, and revokes the tokens when somebody does', async () => {
    const test = accounts()
    const { id } = await signIn(test)
    const refreshToken = await keptRefreshToken(test, id)
    const { port } = new URL(demo.url)
    await demo.close()
    await test.accounts.signOut(id)
    expect(test.accounts.list().accounts).toMatchObject([{ state: 'signed-out' }])
    demo = await startDemoInstance({ dataDir: folder, version, port: Number(port) })
    open.splice(open.indexOf(test), 1)
    const later = test.restart()
    open.push(later)
    await later.accounts.startUp()
    await later.accounts.whenUpToDate()
    expect(await later.vault.get(id)).toBeNull()
    expect(await refreshed(refreshToken)).toBe('invalid_grant')
  })

  it('removes an account with its rows and tokens', async () => {
    const test = accounts()
    const { id } = await signIn(test)
    await test.accounts.choices(id, false)
    await test.accounts.remove(id)
    expect(test.accounts.list().accounts).toEqual([])
    expect(test.accounts.directory.find(id)).toBeNull()
    expect(await test.vault.get(id)).toBeNull()
    expect(test.changes.at(-1)).toMatchObject({ upserts: [], removals: [id] })
    await expect(test.accounts.choices(id, false)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('offers the memory where there is no secure store, and forgets it with the app', async () => {
    const test = accounts({ vault: new NoVault() })
    await expect(test.accounts.signIn(input())).rejects.toMatchObject({ code: 'no-secure-store' })
    const result = await test.accounts.signIn({ ...input(), tokenStore: 'memory' })
    expect(result).toMatchObject({ kind: 'signed-in', account: { tokenStore: 'memory', state: 'signed-in' } })
    open.splice(open.indexOf(test), 1)
    const later = test.restart()
    open.push(later)
    expect(later.accounts.list().accounts).toMatchObject([{ state: 'signed-out', tokenStore: 'memory' }])
  })

  it('is signed in again after a restart of the app', async () => {
    const test = accounts()
    const { id } = await signIn(test)
    open.splice(open.indexOf(test), 1)
    const later = test.restart()
    open.push(later)
    // The engine may ask before the tokens have been read.
    expect(await later.accounts.directory.get(id).videos.newest(new AbortController().signal)).toEqual([])
    await later.accounts.startUp()
    expect(later.accounts.list().accounts).toMatchObject([{ id, state: 'signed-in' }])
  })

  it('goes on with a new token when the old one expired, once for two callers', async () => {
    const test = accounts()
    const { id } = await signIn(test)
    const { videos } = test.accounts.directory.get(id)
    await demo.control.expireTokens('demo', 'access')
    demo.control.resetRequests()
    const { signal } = new AbortController()
    await Promise.all([videos.newest(signal), videos.newest(signal)])
    const refreshes = demo.control.requests().filter(({ path }) => path.includes('/users/token'))
    expect(refreshes).toHaveLength(1)
  })

  it('is signed out, and says so, when the refresh token expired too', async () => {
    const test = accounts()
    const { id } = await signIn(test)
    const { videos, wire } = test.accounts.directory.get(id)
    await demo.control.expireTokens('demo', 'all')
    const { signal } = new AbortController()
    await expect(videos.newest(signal)).rejects.toMatchObject({
      answer: { status: 401, code: 'invalid_token' },
    })
    expect(test.accounts.list().accounts).toMatchObject([{ id, state: 'signed-out' }])
    expect(test.changes.at(-1)).toMatchObject({ upserts: [{ id, state: 'signed-out' }] })
    const answer = await wire.send({
      method: 'DELETE',
      path: '/api/v1/x',
      headers: {},
      body: null,
      signal,
      timeoutMs: 1000,
    })
    expect(answer.status).toBe(401)
  })

  it('is signed out when the answer to a refresh was lost after the server had made the new pair', async () => {
    const test = accounts()
    const { id } = await signIn(test)
    const account = test.accounts.directory.get(id)
    demo.control.addFault({
      match: { method: 'POST', path: '/users/token' },
      fault: { kind: 'cut-response' },
    })
    await expect(account.refresh(Date.now())).rejects.toMatchObject({ failure: 'reset' })
    expect(test.accounts.directory.isSignedIn(id)).toBe(true)
    expect(await account.refresh(Date.now())).toBe('signed-out')
    expect(test.accounts.directory.isSignedIn(id)).toBe(false)
  })

  it('stays signed in when the refresh never reached the server', async () => {
    const test = accounts()
    const { id } = await signIn(test)
    const account = test.accounts.directory.get(id)
    demo.control.setOffline(true)
    await expect(account.refresh(Date.now())).rejects.toMatchObject({ name: 'ConnectionError' })
    demo.control.setOffline(false)
    expect(await account.refresh(Date.now())).toBe('refreshed')
  })

  it('signs in by an outside page', async () => {
    demo.control.setConfig({ externalAuth: true })
    const opened: string[] = []
    const test = accounts({
      openExternalLogin: async (url) => {
        opened.push(url)
        // What the isolated window does: it goes where the page leads, up to the address with the token.
        const page = await fetch(url, { redirect: 'manual' })
        const location = new URL(page.headers.get('location') ?? '', url)
        const { searchParams } = location
        return {
          username: searchParams.get('username') ?? '',
          externalAuthToken: searchParams.get('externalAuthToken') ?? '',
        }
      },
    })
    const { externalLogins } = await test.accounts.lookUp(demo.url, false)
    const [login] = externalLogins
    if (login === undefined) throw new Error('the instance offers no outside login')
    const result = await test.accounts.signInExternal(demo.url, login, 'keychain')
    expect(result).toMatchObject({ kind: 'signed-in', account: { state: 'signed-in' } })
    expect(opened).toEqual([`${demo.url}/plugins/${login.name}/${login.version}/auth/${login.authName}`])
  })

  it('tells when the token of an outside page is worth nothing', async () => {
    demo.control.setConfig({ externalAuth: true })
    const test = accounts({
      openExternalLogin: () => Promise.resolve({ username: 'demo', externalAuthToken: 'stale' }),
    })
    const login = { name: 'auth-x', version: '1.0.0', authName: 'x', label: 'X' }
    const attempt = test.accounts.signInExternal(demo.url, login, 'keychain')
    await expect(attempt).rejects.toMatchObject({ code: 'external-login-failed' })
  })

  it('keeps neither password nor code, in the database or the secure store', async () => {
    const test = accounts()
    const { id } = await signIn(test)
    const rows = JSON.stringify(test.database.prepare('SELECT * FROM accounts').all())
    expect(rows).not.toContain('demo-password')
    const secret = (await test.vault.get(id)) ?? ''
    expect(secret).not.toContain('demo-password')
    expect(rows).not.toContain((JSON.parse(secret) as { accessToken: string }).accessToken)
  })
})
