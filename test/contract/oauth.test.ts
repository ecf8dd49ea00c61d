import { expect, it } from 'vitest'
import { expectProblem } from './support/expectations'
import { json } from './support/http'
import { describeInstances, unique } from './support/instance'
import type { Instance } from './support/instance'
import { signOut } from './support/sign-out'
import { poll } from './support/uploads'

const password = 'contract-password'

function newName(): string {
  return `oauth_${String(unique())}`
}

describeInstances('oauth client', (instance) => {
  it('gives out its client', async () => {
    const answer = await instance().api('/oauth-clients/local')
    expect(answer.status).toBe(200)
    expect(json(answer)).toEqual({
      client_id: expect.any(String) as string,
      client_secret: expect.any(String) as string,
    })
  })

  it('gives it out under its own name only', async () => {
    const answer = await instance().api('/oauth-clients/local', { headers: { Host: 'another.example:1234' } })
    expectProblem(instance(), answer, 403)
    expect(json(answer)['detail']).toBe('Getting client tokens for host another.example:1234 is forbidden')
  })
})

describeInstances('password sign-in', (instance) => {
  it('gives a pair of tokens with their lifetimes, not to be cached', async () => {
    const answer = await instance().requestToken({ grant_type: 'password', ...instance().mainUser })
    expect(answer.status).toBe(200)
    expect(json(answer)).toEqual({
      token_type: 'Bearer',
      access_token: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      refresh_token: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      expires_in: expect.any(Number) as number,
      refresh_token_expires_in: expect.any(Number) as number,
    })
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('takes the name in any case', async () => {
    const { username, ...rest } = instance().mainUser
    const answer = await instance().requestToken({
      grant_type: 'password',
      username: username.toUpperCase(),
      ...rest,
    })
    expect(answer.status).toBe(200)
  })

  it('takes the e-mail as the name', async () => {
    const main = await instance().main()
    const fields = { grant_type: 'password', ...instance().mainUser, username: String(main.me['email']) }
    expect((await instance().requestToken(fields)).status).toBe(200)
  })

  it.each([
    ['a wrong password', { password: 'wrong-password' }, 'invalid_grant'],
    ['an unknown user', { username: 'nobody_of_this_name' }, 'invalid_grant'],
    ['a wrong client secret', { client_secret: 'wrong' }, 'invalid_client'],
    ['no client', { client_id: '' }, 'invalid_client'],
    ['no password', { password: '' }, 'invalid_request'],
    ['an unknown grant', { grant_type: 'magic' }, 'unsupported_grant_type'],
  ])('refuses %s with its code', async (_case, change, code) => {
    const fields = { grant_type: 'password', ...instance().mainUser, ...change }
    expectProblem(instance(), await instance().requestToken(fields), 400, code)
  })

  it('refuses a JSON body', async () => {
    const body = JSON.stringify({
      ...(await instance().oauthClient()),
      grant_type: 'password',
      ...instance().mainUser,
    })
    const headers = { 'Content-Type': 'application/json' }
    const answer = await instance().api('/users/token', { method: 'POST', body, headers })
    expectProblem(instance(), answer, 400, 'invalid_request')
  })
})

describeInstances('tokens', (instance) => {
  it('lets a signed-in user ask who they are', async () => {
    const main = await instance().main()
    expect(main.me).toMatchObject({
      username: instance().mainUser.username,
      role: { id: expect.any(Number) as number, label: expect.any(String) as string },
      videoQuota: expect.any(Number) as number,
      videoQuotaDaily: expect.any(Number) as number,
      account: { name: expect.any(String) as string },
      twoFactorEnabled: expect.any(Boolean) as boolean,
    })
    expect(main.me).not.toHaveProperty('videoQuotaUsed')
  })

  it('refuses a request without token, with a bad token and with another scheme', async () => {
    const ask = (headers: Record<string, string>): ReturnType<Instance['api']> =>
      instance().api('/users/me', { headers })
    expectProblem(instance(), await ask({}), 401, 'unauthorized_request')
    expectProblem(instance(), await ask({ Authorization: 'Bearer 0000' }), 401, 'invalid_token')
    const { access_token: token } = (await instance().main()).tokens
    for (const scheme of ['Basic', 'bearer']) {
      expectProblem(instance(), await ask({ Authorization: `${scheme} ${token}` }), 400, 'invalid_request')
    }
  })

  it('refuses a bad token on a public path too', async () => {
    const answer = await instance().api('/videos?count=1', { headers: { Authorization: 'Bearer 0000' } })
    expectProblem(instance(), answer, 401, 'invalid_token')
  })

  it('rotates both tokens on refresh and ends the old ones', async () => {
    const session = await instance().logIn(instance().mainUser)
    const refresh = { grant_type: 'refresh_token', refresh_token: session.tokens.refresh_token }
    const answer = await instance().requestToken(refresh)
    expect(answer.status).toBe(200)
    const renewed = json(answer)
    expect(renewed['access_token']).not.toBe(session.tokens.access_token)
    expect(renewed['refresh_token']).not.toBe(session.tokens.refresh_token)
    // A real instance forgets the old one a moment after it has answered.
    const old = await poll(
      () => session.get('/users/me'),
      ({ status }) => status !== 200,
    )
    expectProblem(instance(), old, 401, 'invalid_token')
    expectProblem(instance(), await instance().requestToken(refresh), 400, 'invalid_grant')
    const headers = { Authorization: `Bearer ${String(renewed['access_token'])}` }
    expect((await instance().api('/users/me', { headers })).status).toBe(200)
  })

  it('refuses an unknown refresh token', async () => {
    const refresh = { grant_type: 'refresh_token', refresh_token: '0'.repeat(40) }
    expectProblem(instance(), await instance().requestToken(refresh), 400, 'invalid_grant')
  })

  it('keeps sessions of one user apart', async () => {
    const first = await instance().logIn(instance().mainUser)
    const second = await instance().logIn(instance().mainUser)
    expectProblem(instance(), await signOut(first), 401, 'invalid_token')
    expect((await second.get('/users/me')).status).toBe(200)
  })

  it('tells an expired access token and an expired refresh token apart', async (context) => {
    const { demo } = instance()
    if (demo === null) return context.skip('needs tokens that expire when told')
    const user = { username: newName(), password }
    await demo.control.createUser(user)
    const session = await instance().logIn(user)
    const refresh = { grant_type: 'refresh_token', refresh_token: session.tokens.refresh_token }
    await demo.control.expireTokens(user.username, 'access')
    expectProblem(instance(), await session.get('/users/me'), 401, 'invalid_token')
    await demo.control.expireTokens(user.username, 'all')
    expectProblem(instance(), await instance().requestToken(refresh), 400, 'invalid_grant')
  })
})
