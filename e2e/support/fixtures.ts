import { test as base } from '@playwright/test'
import { startDemoInstance, type DemoInstance, type DemoInstanceOptions } from '../../src/demo-instance'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch, temporaryFolder, type LaunchOptions, type RunningApp } from './launch'

export interface TestInstance extends DemoInstance {
  /** Every token that it has given out. */
  tokens(): string[]
}

interface Fixtures {
  /** The profile's folder; it is gone after the test. */
  profile: string
  /** Starts a demo instance for this test alone. */
  startDemo: (options?: Omit<DemoInstanceOptions, 'dataDir'>) => Promise<TestInstance>
  /** Starts the app on the test's profile; a second call is a restart. */
  start: (options?: Omit<LaunchOptions, 'profile'>) => Promise<RunningApp>
}

/** Four times what PeerTube allows by itself, since the app paces itself by it: tests of pacing set their own. */
const rateLimits = { api: { max: 200, windowMs: 10_000 } }

/** Whatever a test starts is ended after it, also when it fails. */
export const test = base.extend<Fixtures>({
  // Playwright reads the fixtures that one needs from its first parameter: an empty pattern is none.
  profile: async ({}, use, testInfo) => {
    const folder = temporaryFolder('profile')
    await use(folder.path)
    const log = join(folder.path, 'logs', 'longshore.log')
    if (testInfo.status !== testInfo.expectedStatus && existsSync(log)) {
      await testInfo.attach('log', { body: readFileSync(log), contentType: 'text/plain' })
    }
    folder.remove()
  },
  startDemo: async ({}, use) => {
    const ends: (() => Promise<void>)[] = []
    await use(async (options = {}) => {
      const folder = temporaryFolder('instance')
      const demo = await startDemoInstance({
        processingMs: 300,
        rateLimits,
        ...options,
        dataDir: folder.path,
      })
      ends.push(async () => {
        await demo.close()
        folder.remove()
      })
      return { ...demo, tokens: () => tokensIn(readFileSync(join(folder.path, 'instance.json'), 'utf8')) }
    })
    for (const end of ends) await end()
  },
  start: async ({ profile }, use) => {
    const running: RunningApp[] = []
    await use(async (options = {}) => {
      const app = await launch({ ...options, profile })
      running.push(app)
      return app
    })
    for (const app of running) await app.close()
  },
})

/** PeerTube's tokens are 40 hexadecimal digits. */
function tokensIn(text: string): string[] {
  return [...text.matchAll(/"(?:access|refresh)Token":"([0-9a-f]{40})"/g)].map(([, token]) => token ?? '')
}

export { expect } from '@playwright/test'
