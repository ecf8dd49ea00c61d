import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock'
import { KeytarVault, MemoryVault, type KeytarApi } from './keychain'

/** A Secret Service as small as it can be. */
class FakeKeytar implements KeytarApi {
  readonly entries = new Map<string, string>()
  answer: 'at once' | 'never' | 'no service' = 'at once'

  getPassword(service: string, account: string): Promise<string | null> {
    return this.reply(() => this.entries.get(`${service}/${account}`) ?? null)
  }

  setPassword(service: string, account: string, password: string): Promise<void> {
    return this.reply(() => void this.entries.set(`${service}/${account}`, password))
  }

  deletePassword(service: string, account: string): Promise<boolean> {
    return this.reply(() => this.entries.delete(`${service}/${account}`))
  }

  private reply<T>(work: () => T): Promise<T> {
    if (this.answer === 'never') return new Promise(() => undefined)
    if (this.answer === 'no service')
      return Promise.reject(new Error('The name org.freedesktop.secrets was not provided'))
    return Promise.resolve(work())
  }
}

function setUp() {
  const clock = new FakeClock()
  const keytar = new FakeKeytar()
  return { clock, keytar, vault: new KeytarVault(clock, 'longshore-test', () => Promise.resolve(keytar)) }
}

describe('the secure store', () => {
  it('keeps one entry per account', async () => {
    const { vault, keytar, clock } = setUp()
    expect(await vault.available()).toBe(true)
    await vault.set('a', 'secret')
    expect(await vault.get('a')).toBe('secret')
    expect(await vault.get('b')).toBeNull()
    expect([...keytar.entries.keys()]).toEqual(['longshore-test/a'])
    await vault.delete('a')
    expect(await vault.get('a')).toBeNull()
    expect(clock.pendingTimers).toBe(0)
  })

  it('says so where no service answers', async () => {
    const { vault, keytar } = setUp()
    keytar.answer = 'no service'
    expect(await vault.available()).toBe(false)
    await expect(vault.get('a')).rejects.toMatchObject({ code: 'no-secure-store' })
    await expect(vault.set('a', 'x')).rejects.toMatchObject({ code: 'no-secure-store' })
  })

  it('says so where the library can not be loaded', async () => {
    const vault = new KeytarVault(new FakeClock(), 'x', () =>
      Promise.reject(new Error('libsecret-1.so.0: not found')),
    )
    expect(await vault.available()).toBe(false)
    await expect(vault.delete('a')).rejects.toMatchObject({ code: 'no-secure-store' })
  })

  it('does not wait for ever for a locked keyring, but longer for one who has just clicked', async () => {
    const { vault, keytar, clock } = setUp()
    keytar.answer = 'never'
    const outcomes: string[] = []
    const note = (name: string) => () => outcomes.push(name)
    vault.get('a').catch(note('get'))
    vault.set('a', 'x').catch(note('set'))
    await clock.advance(10_000)
    expect(outcomes).toEqual(['get'])
    await clock.advance(50_000)
    expect(outcomes).toEqual(['get', 'set'])
  })
})

it('the memory forgets with the program, and knows nothing of another one', async () => {
  const vault = new MemoryVault()
  await vault.set('a', 'secret')
  expect(await vault.get('a')).toBe('secret')
  expect(await new MemoryVault().get('a')).toBeNull()
})
