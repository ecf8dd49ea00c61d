import { TOTP, Secret } from 'otpauth'
import { expect, it } from 'vitest'
import { expectProblem } from './support/expectations'
import { form, json, send } from './support/http'
import { describeInstances, unique } from './support/instance'

const password = 'contract-password'
const specialUserNeeded = 'needs a user in a state that only the control interface can make'

function passwordGrant(username: string): Record<string, string> {
  return { grant_type: 'password', username, password }
}

function newName(): string {
  return `oauth_${String(unique())}`
}

describeInstances('two-factor sign-in', (instance) => {
  it('asks for the code, refuses a wrong one and takes the right one', async (context) => {
    const session = await instance().otherUser()
    if (session === null) return context.skip('the test user may not create users')
    const path = `/users/${String(session.me['id'])}/two-factor`
    const asked = await session.postJson(`${path}/request`, { currentPassword: session.user.password })
    const { otpRequest } = json(asked) as { otpRequest: { requestToken: string; secret: string } }
    const code = (): string => new TOTP({ secret: Secret.fromBase32(otpRequest.secret) }).generate()
    const confirmation = { requestToken: otpRequest.requestToken, otpToken: code() }
    expect((await session.postJson(`${path}/confirm-request`, confirmation)).status).toBe(204)

    const grant = { grant_type: 'password', ...session.user }
    const missing = await instance().requestToken(grant)
    expectProblem(instance(), missing, 401, 'missing_two_factor')
    expect(missing.headers['x-peertube-otp']).toBe('required; app')
    const wrong = await instance().requestToken(grant, { 'x-peertube-otp': '000000' })
    expectProblem(instance(), wrong, 400, 'invalid_two_factor')
    const badPassword = { ...grant, password: 'wrong-password' }
    const wrongPassword = await instance().requestToken(badPassword, { 'x-peertube-otp': code() })
    expectProblem(instance(), wrongPassword, 400, 'invalid_grant')
    const right = await instance().requestToken(grant, { 'x-peertube-otp': code() })
    expect(right.status).toBe(200)
    const refresh = { grant_type: 'refresh_token', refresh_token: String(json(right)['refresh_token']) }
    expect((await instance().requestToken(refresh)).status).toBe(200)
  })
})

describeInstances('users who may not sign in', (instance) => {
  it.for([
    ['a blocked user', { blocked: true }, 'access_denied', 'account_blocked'],
    ['an unverified user', { emailVerified: false }, 'access_denied', 'email_not_verified'],
    [
      'a user who waits',
      { registration: 'pending' },
      'account_waiting_for_approval',
      'account_waiting_for_approval',
    ],
    [
      'a rejected user',
      { registration: 'rejected' },
      'account_approval_rejected',
      'account_approval_rejected',
    ],
  ] as const)(
    'refuses %s with the code of its version',
    async ([_case, change, oldCode, newCode], context) => {
      const { demo } = instance()
      if (demo === null) return context.skip(specialUserNeeded)
      const username = newName()
      await demo.control.createUser({ username, password, ...change })
      const code = instance().since('8.1') ? newCode : oldCode
      expectProblem(instance(), await instance().requestToken(passwordGrant(username)), 400, code)
    },
  )

  it('refuses a password of more than 72 bytes by its own code from 8.1 on', async () => {
    const fields = { ...passwordGrant(instance().mainUser.username), password: 'é'.repeat(40) }
    const code = instance().since('8.1') ? 'too_long_password' : 'invalid_grant'
    expectProblem(instance(), await instance().requestToken(fields), 400, code)
  })
})

describeInstances('sign-in through a plugin', (instance) => {
  it('exchanges the token of the sign-in page for tokens', async (context) => {
    const { demo } = instance()
    if (demo === null) return context.skip('needs a login plugin that signs in without a person')
    demo.control.setConfig({ externalAuth: true })
    const config = json(await instance().api('/config'))
    const { registeredExternalAuths } = config['plugin'] as {
      registeredExternalAuths: Record<string, string>[]
    }
    const { name, version, authName } = registeredExternalAuths[0] ?? {}
    const page = `${instance().url}/plugins/${String(name)}/${String(version)}/auth/${String(authName)}`
    const redirect = await send(page)
    expect(redirect.status).toBe(302)
    const back = new URL(redirect.headers.location ?? '', instance().url)
    expect(back.pathname).toBe('/login')
    const fields = { ...Object.fromEntries(back.searchParams), grant_type: 'password' }
    expect((await instance().requestToken(fields)).status).toBe(200)
    const again = await instance().requestToken(fields)
    if (instance().since('8.1')) expectProblem(instance(), again, 400, 'Error')
    else expect(again.status).toBe(200)
    const refused = await send(`${page}?fail=1`)
    expect(refused.headers.location).toBe('/login?externalAuthError=true')
  })

  it('takes no password for a user of a plugin', async (context) => {
    const { demo } = instance()
    if (demo === null) return context.skip(specialUserNeeded)
    const username = newName()
    await demo.control.createUser({ username, password, pluginAuth: 'peertube-plugin-auth-demo' })
    expectProblem(instance(), await instance().requestToken(passwordGrant(username)), 400, 'invalid_grant')
  })

  it('refuses an unknown token of a plugin', async () => {
    const { username } = instance().mainUser
    const encoded = form({
      ...(await instance().oauthClient()),
      grant_type: 'password',
      username,
      externalAuthToken: 'unknown',
    })
    const answer = await instance().api('/users/token', { method: 'POST', ...encoded })
    // A bare exception: its name is what PeerTube shows as the code.
    expectProblem(instance(), answer, 400, 'Error')
  })
})
