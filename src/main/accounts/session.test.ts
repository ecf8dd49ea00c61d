import { describe, expect, it } from 'vitest'
import { ConnectionError, ServerError } from '@shared/errors'
import { FakeClock } from '../../../test/support/fake-clock'
import { MemoryVault } from './keychain'
import { Session } from './session'
import type { Grant } from './token-endpoint'
import { parsePair, type TokenPair } from './tokens'

const HOUR = 3_600_000

function refusal(status: number, code: string | null, retryAfterMs: number | null = null): ServerError {
  const answer = { status, code, detail: '', retryAfterMs, isJson: code !== null, invalidParams: {} }
  return new ServerError(answer, 'POST /api/v1/users/token')
}

/** A vault whose answers a test holds back, or turns into failures. */
class TestVault extends MemoryVault {
  failing = false
  readonly written: string[] = []
  gate: Promise<void> = Promise.resolve()

  override async get(accountId: string): Promise<string | null> {
    await this.gate
    if (this.failing) throw new Error('locked')
    return super.get(accountId)
  }

  override async set(accountId: string, secret: string): Promise<void> {
    await this.gate
    if (this.failing) throw new Error('locked')
    this.written.push(parsePair(secret)?.accessToken ?? '')
    return super.set(accountId, secret)
  }
}

/** A token endpoint that a test answers by hand. */
class TestEndpoint {
  readonly asked: Grant[] = []
  private readonly answers: { resolve: (pair: TokenPair) => void; reject: (error: unknown) => void }[] = []

  ask(grant: Grant): Promise<TokenPair> {
    this.asked.push(grant)
    return new Promise((resolve, reject) => this.answers.push({ resolve, reject }))
  }

  answer(pair: TokenPair): void {
    this.answers.shift()?.resolve(pair)
  }

  fail(error: unknown): void {
    this.answers.shift()?.reject(error)
  }
}

function setUp(isSignedIn = true) {
  const clock = new FakeClock()
  const vault = new TestVault()
  const endpoint = new TestEndpoint()
  const told: string[] = []
  const session = new Session({
    accountId: 'a',
    isSignedIn,
    clock,
    vault,
    endpoint: () => endpoint,
    onSignedOut: () => told.push('signed-out'),
    onStored: (stored) => told.push(stored ? 'stored' : 'not stored'),
  })
  const pair = (name: string): TokenPair => ({
    accessToken: name,
    refreshToken: `${name}-refresh`,
    accessExpiresAt: clock.now() + HOUR,
    refreshExpiresAt: null,
  })
  return { clock, vault, endpoint, told, session, pair }
}

async function signedIn() {
  const all = setUp()
  await all.session.begin(all.pair('first'), all.vault)
  await all.clock.advance(1000)
  return all
}

const told = (): Promise<'told'> => Promise.resolve('told')
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a session', () => {
  it('reads its tokens once for all who wait for them', async () => {
    const { session, vault, pair } = setUp()
    await vault.set('a', JSON.stringify(pair('kept')))
    expect(await Promise.all([session.accessToken(), session.accessToken()])).toEqual(['kept', 'kept'])
  })

  it.each(['', 'nonsense', '{"accessToken":""}'])('is signed out when the vault holds %j', async (secret) => {
    const { session, vault, told } = setUp()
    if (secret !== '') await MemoryVault.prototype.set.call(vault, 'a', secret)
    expect(await session.accessToken()).toBeNull()
    expect(told).toEqual(['signed-out'])
    expect(await session.refresh(0)).toBe('signed-out')
  })

  it('does not take a locked vault for signed out, and reads it when it is open', async () => {
    const { session, vault, told, pair } = setUp()
    await vault.set('a', JSON.stringify(pair('kept')))
    vault.failing = true
    await expect(session.accessToken()).rejects.toBeInstanceOf(ConnectionError)
    await expect(session.refresh(0)).rejects.toBeInstanceOf(ConnectionError)
    vault.failing = false
    expect(await session.accessToken()).toBe('kept')
    expect(told).toEqual([])
  })

  it('refreshes once for two callers at once, and stores the new pair before it is used', async () => {
    const { session, vault, endpoint, pair, clock } = await signedIn()
    let open: () => void = () => undefined
    vault.gate = new Promise((resolve) => {
      open = resolve
    })
    const both = [session.refresh(clock.now()), session.refresh(clock.now())]
    await settled()
    endpoint.answer(pair('second'))
    await settled()
    expect(await session.accessToken()).toBe('first')
    open()
    expect(await Promise.all(both)).toEqual(['refreshed', 'refreshed'])
    expect(endpoint.asked).toEqual([{ kind: 'refresh', refreshToken: 'first-refresh' }])
    expect(await session.accessToken()).toBe('second')
    expect(vault.written).toEqual(['first', 'second'])
  })

  it('shares a refresh that is done with an answer that is older', async () => {
    const { session, endpoint, pair, clock } = await signedIn()
    const staleAnswerAt = clock.now()
    await clock.advance(1000)
    const refreshing = session.refresh(staleAnswerAt)
    await settled()
    endpoint.answer(pair('second'))
    await refreshing
    expect(await session.refresh(staleAnswerAt)).toBe('refreshed')
    expect(endpoint.asked).toHaveLength(1)
  })

  it('refreshes anew for an answer that is younger, also when the clock was set back', async () => {
    const { session, endpoint, pair, clock } = await signedIn()
    for (const move of [1000, -HOUR]) {
      clock.wallMs += move
      const refreshing = session.refresh(clock.now())
      await settled()
      endpoint.answer(pair(`after ${String(move)}`))
      await refreshing
    }
    expect(endpoint.asked).toHaveLength(2)
  })

  it('refreshes before an expired token is used', async () => {
    const { session, endpoint, pair, clock } = await signedIn()
    await clock.advance(2 * HOUR)
    const tokens = Promise.all([session.accessToken(), session.accessToken()])
    await settled()
    endpoint.answer(pair('second'))
    expect(await tokens).toEqual(['second', 'second'])
    expect(endpoint.asked).toHaveLength(1)
  })

  it.each(['invalid_grant', 'account_blocked', 'access_denied'])('is signed out after %s', async (code) => {
    const { session, endpoint, told, vault, clock } = await signedIn()
    const refreshing = [session.refresh(clock.now()), session.refresh(clock.now())]
    await settled()
    endpoint.fail(refusal(400, code))
    expect(await Promise.all(refreshing)).toEqual(['signed-out', 'signed-out'])
    expect(await session.accessToken()).toBeNull()
    expect(await session.refresh(clock.now())).toBe('signed-out')
    expect(told).toEqual(['signed-out'])
    expect(await vault.get('a')).toBeNull()
  })

  it('keeps the old pair when the answer was lost, and tries again with it', async () => {
    const { session, endpoint, pair, clock } = await signedIn()
    const lost = session.refresh(clock.now())
    await settled()
    endpoint.fail(new ConnectionError('reset', 'POST'))
    await expect(lost).rejects.toBeInstanceOf(ConnectionError)
    expect(await session.accessToken()).toBe('first')
    const again = session.refresh(clock.now())
    await settled()
    expect(endpoint.asked[1]).toEqual({ kind: 'refresh', refreshToken: 'first-refresh' })
    endpoint.answer(pair('second'))
    expect(await again).toBe('refreshed')
  })

  it('is signed out when the lost answer had used up the old pair', async () => {
    const { session, endpoint, clock } = await signedIn()
    const lost = session.refresh(clock.now())
    await settled()
    endpoint.fail(new ConnectionError('timeout', 'POST'))
    await expect(lost).rejects.toThrow()
    const again = session.refresh(clock.now())
    await settled()
    endpoint.fail(refusal(400, 'invalid_grant'))
    expect(await again).toBe('signed-out')
  })

  it('does not hammer an instance that asks for time', async () => {
    const { session, endpoint, clock } = await signedIn()
    const refused = session.refresh(clock.now())
    await settled()
    endpoint.fail(refusal(429, null, 60_000))
    await expect(refused).rejects.toMatchObject({ answer: { status: 429 } })
    await expect(session.refresh(clock.now())).rejects.toMatchObject({ answer: { status: 429 } })
    expect(endpoint.asked).toHaveLength(1)
    await clock.advance(60_001)
    void session.refresh(clock.now())
    await settled()
    expect(endpoint.asked).toHaveLength(2)
  })

  it('stays signed in through trouble of the server, and through our own mistakes', async () => {
    for (const error of [refusal(503, 'server_error'), refusal(400, 'invalid_client'), refusal(400, null)]) {
      const { session, endpoint, told, clock } = await signedIn()
      const refused = session.refresh(clock.now())
      await settled()
      endpoint.fail(error)
      await expect(refused).rejects.toBe(error)
      expect(await session.accessToken()).toBe('first')
      expect(told).toEqual([])
    }
  })

  it('uses a new pair that can not be stored, says so, and stores it later', async () => {
    const { session, vault, endpoint, pair, told, clock } = await signedIn()
    vault.failing = true
    const refreshing = session.refresh(clock.now())
    await settled()
    endpoint.answer(pair('second'))
    expect(await refreshing).toBe('refreshed')
    expect(await session.accessToken()).toBe('second')
    expect(told).toEqual(['not stored'])
    vault.failing = false
    await clock.advance(60_000)
    expect(told).toEqual(['not stored', 'stored'])
    expect(vault.written).toEqual(['first', 'second'])
  })

  it('revokes what a refresh brings after the person signed out', async () => {
    const { session, vault, endpoint, pair, clock } = await signedIn()
    const refreshing = session.refresh(clock.now())
    await settled()
    const revoked: string[] = []
    const left = session.leave(({ accessToken }) => {
      revoked.push(accessToken)
      return Promise.resolve('told')
    })
    endpoint.answer(pair('second'))
    expect(await refreshing).toBe('signed-out')
    expect(await left).toBe('told')
    expect(revoked).toEqual(['second'])
    expect(await session.accessToken()).toBeNull()
    expect(await vault.get('a')).toBeNull()
  })

  it('keeps the tokens of a new sign-in when an old refresh ends after it', async () => {
    const { session, vault, endpoint, pair, clock } = await signedIn()
    const refreshing = session.refresh(clock.now())
    await settled()
    await session.end()
    await session.begin(pair('new'), vault)
    endpoint.fail(refusal(400, 'invalid_grant'))
    await refreshing
    expect(await session.accessToken()).toBe('new')
  })

  it('empties the vault when the person signs out while a new pair is being stored', async () => {
    const { session, vault, endpoint, pair, clock } = await signedIn()
    let open: () => void = () => undefined
    vault.gate = new Promise((resolve) => {
      open = resolve
    })
    const refreshing = session.refresh(clock.now())
    await settled()
    endpoint.answer(pair('second'))
    await settled()
    const left = session.leave(told)
    open()
    expect(await refreshing).toBe('signed-out')
    expect(await left).toBe('told')
    expect(await session.accessToken()).toBeNull()
    expect(await vault.get('a')).toBeNull()
  })

  it('keeps tokens that could not be revoked, unused, until they are', async () => {
    const { session, vault } = await signedIn()
    expect(await session.leave(() => Promise.resolve('later'))).toBe('later')
    expect(await session.accessToken()).toBeNull()
    expect(await vault.get('a')).not.toBeNull()
    const revoked: string[] = []
    const again = await session.leave(({ accessToken }) => {
      revoked.push(accessToken)
      return Promise.resolve('told')
    })
    expect([again, revoked, await vault.get('a')]).toEqual(['told', ['first'], null])
  })

  it('stores the pair that a sign-out had to make, and no other over a new sign-in', async () => {
    const { session, vault, pair } = await signedIn()
    let answer: (farewell: 'later') => void = () => undefined
    const left = session.leave(async (_pair, keep) => {
      await keep(pair('renewed'))
      return new Promise((resolve) => {
        answer = resolve
      })
    })
    await settled()
    expect(await vault.get('a')).toContain('renewed')
    const begun = session.begin(pair('new'), vault)
    answer('later')
    await Promise.all([left, begun])
    expect(await session.accessToken()).toBe('new')
    expect(await vault.get('a')).toContain('new')
  })

  it('does not begin when the pair can not be stored', async () => {
    const { session, vault, pair } = setUp(false)
    vault.failing = true
    await expect(session.begin(pair('first'), vault)).rejects.toThrow('locked')
    expect(await session.accessToken()).toBeNull()
  })
})
