import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { startDemoInstance } from '../../../src/demo-instance'
import type { DemoInstance, DemoInstanceOptions, DemoVersion } from '../../../src/demo-instance'
import { keepCalls } from './calls'
import { form, json, send } from './http'
import type { Answer, Call } from './http'
import { Session } from './session'

const env = process.env

export interface Target {
  name: string
  version: DemoVersion | null
}

/** What the demo instance is taken for, one after the other. */
export const DEMO_VERSIONS = ['5.1.0', '6.3.0', '8.2.0'] as const satisfies DemoVersion[]

/** The real instance of the environment, or the demo instance as each of its versions. */
const targets: Target[] =
  env['PEERTUBE_TEST_URL'] === undefined
    ? DEMO_VERSIONS.map((version) => ({ name: `demo instance ${version}`, version }))
    : [{ name: env['PEERTUBE_TEST_URL'], version: null }]

export interface Credentials {
  username: string
  password: string
}

/** A real instance may make a test wait for its sign-in limit, five minutes at most. */
const TEST_TIMEOUT_MS = env['PEERTUBE_TEST_URL'] === undefined ? 60_000 : 400_000

let uniqueNumber = Date.now() % 1_000_000_000

/** A number that no other call in this run gets, for names that must be free. */
export function unique(): number {
  uniqueNumber += 1
  return uniqueNumber
}

/** A PeerTube-compatible instance under test, real or ours. */
export class Instance {
  private constructor(
    readonly url: string,
    private readonly credentials: Credentials,
    readonly config: Record<string, unknown>,
    /** Null for a real instance. */
    readonly demo: DemoInstance | null,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  private mainSession: Session | null = null
  private readonly sessions: Session[] = []
  private readonly madeUsers: number[] = []

  static async open(target: Target, options: Partial<DemoInstanceOptions> = {}): Promise<Instance> {
    if (target.version === null) return Instance.openReal()
    const dataDir = await mkdtemp(join(tmpdir(), 'longshore-contract-'))
    const generous = { max: 1_000_000, windowMs: 10_000 }
    const demo = await startDemoInstance({
      dataDir,
      version: target.version,
      control: true,
      processingMs: 100,
      rateLimits: { api: generous, login: generous },
      ...options,
    })
    const config = json(await send(`${demo.url}/api/v1/config`))
    return new Instance(demo.url, demo.users.demo, config, demo, async () => {
      await demo.close()
      await rm(dataDir, { recursive: true })
    })
  }

  private static async openReal(): Promise<Instance> {
    const url = (env['PEERTUBE_TEST_URL'] ?? '').replace(/\/+$/, '')
    const username = env['PEERTUBE_TEST_USER']
    const password = env['PEERTUBE_TEST_PASSWORD']
    if (username === undefined || password === undefined) {
      throw new Error('PEERTUBE_TEST_URL needs PEERTUBE_TEST_USER and PEERTUBE_TEST_PASSWORD')
    }
    const config = json(await send(`${url}/api/v1/config`))
    return new Instance(url, { username, password }, config, null, () => Promise.resolve())
  }

  get version(): string {
    return String(this.config['serverVersion'])
  }

  since(wanted: string): boolean {
    const left = this.version.split(/[.-]/).map(Number)
    const right = wanted.split('.').map(Number)
    const difference = right.map((part, index) => (left[index] ?? 0) - part).find((part) => part !== 0)
    return (difference ?? 0) >= 0
  }

  /** A value deep in the config; undefined where the version does not have the key. */
  configValue(path: string): unknown {
    return path
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], this.config)
  }

  /** Whether it makes files of its own from what it is sent. */
  get transcodes(): boolean {
    const kinds = ['web_videos', 'webtorrent', 'hls']
    return kinds.some((kind) => this.configValue(`transcoding.${kind}.enabled`) === true)
  }

  api(path: string, call: Call = {}): Promise<Answer> {
    return send(`${this.url}/api/v1${path}`, call)
  }

  async oauthClient(): Promise<Record<'client_id' | 'client_secret', string>> {
    return json(await this.api('/oauth-clients/local')) as Record<'client_id' | 'client_secret', string>
  }

  get mainUser(): Credentials {
    return this.credentials
  }

  async requestToken(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const encoded = form({ ...(await this.oauthClient()), ...fields })
    const call = { method: 'POST', body: encoded.body, headers: { ...encoded.headers, ...headers } }
    return this.api('/users/token', call)
  }

  async logIn(user: Credentials): Promise<Session> {
    const answer = await this.requestToken({ grant_type: 'password', ...user })
    if (answer.status !== 200) throw new Error(`Sign-in of ${user.username} failed: ${answer.text}`)
    const session = await Session.create(this, user, json(answer))
    this.sessions.push(session)
    return session
  }

  /** The test user, signed in once. */
  async main(): Promise<Session> {
    this.mainSession ??= await this.logIn(this.credentials)
    return this.mainSession
  }

  /** Another user, or null where the test user may create none. */
  async otherUser(quota: { videoQuota?: number; videoQuotaDaily?: number } = {}): Promise<Session | null> {
    const username = `contract_${String(unique())}`
    const password = 'contract-password'
    if (this.demo !== null) {
      await this.demo.control.createUser({ username, password, ...quota })
      return this.logIn({ username, password })
    }
    const main = await this.main()
    const wanted = { videoQuota: -1, videoQuotaDaily: -1, ...quota }
    const created = await main.postJson('/users', {
      username,
      password,
      email: `${username}@example.com`,
      channelName: `${username}_channel`,
      role: 2,
      adminFlags: 0,
      ...wanted,
    })
    if (created.status !== 200) return null
    this.madeUsers.push((json(created)['user'] as { id: number }).id)
    return this.logIn({ username, password })
  }

  /** Deletes what the tests made and lets the instance go. */
  async close(): Promise<void> {
    if (this.demo === null) {
      for (const session of this.sessions) await session.cleanUp()
      for (const id of this.madeUsers) await this.mainSession?.delete(`/users/${String(id)}`)
    }
    await this.cleanUp()
  }
}

/** Runs a suite against every target; `instance()` is the one of the running test. */
export function describeInstances(
  title: string,
  suite: (instance: () => Instance) => void,
  options: Partial<DemoInstanceOptions> = {},
): void {
  describe.each(targets)(`${title} ($name)`, { timeout: TEST_TIMEOUT_MS }, (target) => {
    let opened: Instance | null = null
    beforeAll(async () => {
      opened = await Instance.open(target, options)
    })
    afterAll(async () => {
      const { demo = null, version = '' } = opened ?? {}
      const file = basename(expect.getState().testPath ?? '')
      if (demo !== null) keepCalls(file, version, demo.control.requests())
      await opened?.close()
    })
    suite(() => {
      if (opened === null) throw new Error('The instance is not open')
      return opened
    })
  })
}
