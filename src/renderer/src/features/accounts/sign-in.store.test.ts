import type { Account } from '@shared/accounts/account'
import type { ErrorCode } from '@shared/errors'
import type { Envelope, MethodName } from '@shared/ipc/contract'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { otpDigits } from './otp'
import { useSignInStore } from './sign-in.store'

const account: Account = {
  id: '00000000-0000-4000-8000-000000000001',
  instanceUrl: 'https://tube.example',
  host: 'tube.example',
  instanceName: 'Tube',
  instanceVersion: '6.3.0',
  username: 'maren',
  displayName: 'Maren',
  state: 'signed-out',
  tokenStore: 'keychain',
  isDemo: false,
  quota: null,
}
const instance = {
  instanceUrl: 'https://tube.example',
  host: 'tube.example',
  name: 'Tube',
  version: '6.3.0',
  isHttp: false,
  externalLogins: [],
}

function refusal(code: ErrorCode): Envelope {
  return { ok: false, error: { code, message: code, details: {} } }
}

/** A main process that gives the answers of a script, one by one, and remembers what it was asked. */
class ScriptedBridge {
  readonly script: Envelope[] = []
  readonly asked: { name: MethodName; input: unknown }[] = []

  call(name: MethodName, input: unknown): Promise<Envelope> {
    this.asked.push({ name, input })
    return Promise.resolve(this.script.shift() ?? refusal('internal'))
  }

  on(): () => void {
    return () => undefined
  }
}

describe('the sign-in', () => {
  let bridge: ScriptedBridge

  async function atPassword() {
    const signIn = useSignInStore()
    signIn.open()
    signIn.address = 'tube.example'
    bridge.script.push({ ok: true, value: instance })
    await signIn.lookUp()
    signIn.username = ' maren '
    signIn.password = 'secret'
    return signIn
  }

  beforeEach(() => {
    setActivePinia(createPinia())
    bridge = new ScriptedBridge()
    vi.stubGlobal('window', { longshore: bridge })
  })

  it('goes from an address over a password and a code to an account, and forgets the password', async () => {
    const signIn = await atPassword()
    bridge.script.push({ ok: true, value: { kind: 'otp-required' } })
    await signIn.signIn()
    expect(signIn.step).toBe('otp')
    signIn.otp = '123456'
    bridge.script.push({ ok: true, value: { kind: 'signed-in', account } })
    await signIn.signIn()
    expect(bridge.asked.at(-1)?.input).toEqual({
      instanceUrl: 'https://tube.example',
      username: 'maren',
      password: 'secret',
      otp: '123456',
      tokenStore: 'keychain',
    })
    expect(signIn.isOpen).toBe(false)
    expect(signIn.password).toBe('')
  })

  it('clears a wrong password and keeps the name', async () => {
    const signIn = await atPassword()
    bridge.script.push(refusal('wrong-credentials'))
    await signIn.signIn()
    expect(signIn.password).toBe('')
    expect(signIn.username).toBe(' maren ')
    expect(signIn.error?.code).toBe('wrong-credentials')
  })

  it.each(['account-blocked', 'email-not-verified', 'too-many-logins', 'instance-unreachable'] as const)(
    'keeps the password after %s, which is not its fault',
    async (code) => {
      const signIn = await atPassword()
      bridge.script.push(refusal(code))
      await signIn.signIn()
      expect(signIn.password).toBe('secret')
    },
  )

  it('asks for another code when one was wrong', async () => {
    const signIn = await atPassword()
    bridge.script.push({ ok: true, value: { kind: 'otp-required' } }, refusal('otp-wrong'))
    await signIn.signIn()
    signIn.otp = '111111'
    await signIn.signIn()
    expect(signIn.step).toBe('otp')
    expect(signIn.otp).toBe('')
    expect(signIn.password).toBe('secret')
  })

  it('offers a sign-in for the session when no keychain answers', async () => {
    const signIn = await atPassword()
    bridge.script.push(refusal('no-secure-store'))
    await signIn.signIn()
    expect(signIn.noSecureStore).toBe(true)
    signIn.sessionOnly = true
    bridge.script.push({ ok: true, value: { kind: 'signed-in', account } })
    await signIn.signIn()
    expect(bridge.asked.at(-1)?.input).toMatchObject({ tokenStore: 'memory' })
  })

  it('takes back what was said of an address, and the question about http, when another one is typed', async () => {
    const signIn = useSignInStore()
    signIn.open()
    signIn.address = 'http://tube.example'
    bridge.script.push(refusal('http-needs-consent'))
    await signIn.lookUp()
    await nextTick()
    expect(signIn.error?.code).toBe('http-needs-consent')
    signIn.address = 'http://other.example'
    await nextTick()
    expect(signIn.error).toBeNull()
  })

  it('drops an answer that comes after the dialog was closed', async () => {
    const signIn = useSignInStore()
    signIn.open()
    bridge.script.push({ ok: true, value: instance })
    const late = signIn.lookUp()
    signIn.close()
    await late
    expect(signIn.step).toBe('address')
    expect(signIn.instance).toBeNull()
  })

  it('knows instance and name of an account that signs in again', async () => {
    const signIn = useSignInStore()
    bridge.script.push({ ok: true, value: instance })
    await signIn.openAgain(account)
    expect(signIn.step).toBe('password')
    expect(signIn.username).toBe('maren')
  })
})

describe('otpDigits', () => {
  it.each([
    ['123 456', '123456'],
    ['123-456', '123456'],
    ['1234567', '123456'],
    ['abc', ''],
  ])('reads %j as %j', (typed, digits) => {
    expect(otpDigits(typed)).toBe(digits)
  })
})
