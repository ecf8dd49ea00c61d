import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestAccounts, type TestAccounts } from '../../../test/support/accounts'
import { startDemoInstance, type DemoInstance, type DemoVersion } from '../../demo-instance'

let folder: string
let demo: DemoInstance
let test: TestAccounts

async function start(version: DemoVersion = '6.3.0'): Promise<void> {
  demo = await startDemoInstance({ dataDir: folder, version, port: portOf(demo) })
}

function portOf(instance: DemoInstance | undefined): number {
  return instance?.port ?? 0
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-demo-'))
  await start()
  test = createTestAccounts()
})

afterEach(async () => {
  test.close()
  await demo.close()
  rmSync(folder, { recursive: true, force: true })
})

async function signIn(): Promise<string> {
  const person = { username: 'demo', password: 'demo-password', otp: null }
  const result = await test.accounts.signIn({ instanceUrl: demo.url, tokenStore: 'keychain', ...person })
  if (result.kind !== 'signed-in') throw new Error('a code was asked for')
  return result.account.id
}

function restart(): void {
  test = test.restart()
}

const timesAsked = (): number =>
  demo.control.requests().filter(({ path }) => path.startsWith('/api/v1/videos/categories')).length

describe('the choices of an account', () => {
  it('come from the server', async () => {
    const id = await signIn()
    const choices = await test.accounts.choices(id, false)
    expect(choices.channels[0]).toMatchObject({
      name: 'demo_channel',
      displayName: 'Demo channel',
      support: '',
    })
    expect(choices.categories).toContainEqual({ id: 15, label: 'Science & Technology' })
    expect(choices.licences).toContainEqual({ id: 1, label: 'Attribution' })
    expect(choices.languages).toContainEqual({ id: 'fr', label: 'French' })
    expect(choices.privacies).toContainEqual({ id: 5, label: 'Password protected' })
    expect(choices.captionLanguages).toEqual(choices.languages)
    // "Watch later" is a list that nothing is published in.
    expect(choices.playlists).toEqual([])
    expect(test.accounts.knownChoices(id)).toEqual(choices)
  })

  it('have fewer languages for captions since 8.2', async () => {
    await demo.close()
    await start('8.2.0')
    const { languages, captionLanguages } = await test.accounts.choices(await signIn(), false)
    expect(captionLanguages.length).toBeGreaterThan(10)
    expect(captionLanguages.length).toBeLessThan(languages.length)
  })

  it('are asked for once for many who look at once, and again when told so', async () => {
    const id = await signIn()
    await Promise.all([1, 2, 3].map(() => test.accounts.choices(id, false)))
    await test.accounts.choices(id, false)
    expect(timesAsked()).toBe(1)
    await test.accounts.choices(id, true)
    expect(timesAsked()).toBe(2)
  })

  it('are there without the server once they were asked for', async () => {
    const id = await signIn()
    const asked = await test.accounts.choices(id, false)
    restart()
    await demo.close()
    expect(await test.accounts.choices(id, true)).toEqual(asked)
    expect(await test.accounts.limits(id)).toEqual(asked.limits)
    test.connectivity.set(false)
    expect(await test.accounts.choices(id, false)).toEqual(asked)
    await start()
  })

  it('are there for a person who is signed out', async () => {
    const id = await signIn()
    const asked = await test.accounts.choices(id, false)
    await test.accounts.signOut(id)
    expect(await test.accounts.choices(id, true)).toEqual(asked)
  })

  it('say why they are not there', async () => {
    const id = await signIn()
    await demo.close()
    await expect(test.accounts.choices(id, false)).rejects.toMatchObject({ code: 'instance-unreachable' })
    await expect(test.accounts.limits(id)).rejects.toMatchObject({ code: 'instance-unreachable' })
    expect(test.accounts.knownChoices(id)).toBeNull()
    await start()
    await test.accounts.signOut(id)
    await expect(test.accounts.choices(id, false)).rejects.toMatchObject({ code: 'signed-out' })
  })

  it('bring news of the person and the instance along', async () => {
    const id = await signIn()
    await demo.control.updateUser('demo', { videoQuota: 1000 })
    await test.accounts.choices(id, true)
    expect(test.accounts.knownQuota(id)).toEqual({ total: 1000, daily: -1, used: 0, usedDaily: 0 })
    await demo.control.updateUser('demo', { videoQuota: 2000 })
    await test.accounts.refreshQuota(id)
    expect(test.accounts.list().accounts).toMatchObject([{ quota: { total: 2000 } }])
  })

  it('are asked for anew when the app starts, and know an instance that was upgraded', async () => {
    const id = await signIn()
    await test.accounts.choices(id, false)
    await demo.close()
    await start('8.2.0')
    restart()
    await test.accounts.startUp()
    await test.accounts.whenUpToDate()
    expect((await test.accounts.limits(id)).version).toBe('8.2.0')
    expect(test.accounts.list().accounts).toMatchObject([{ instanceVersion: '8.2.0', state: 'signed-in' }])
  })
})

describe('news', () => {
  it('are asked for when the network comes back', async () => {
    const id = await signIn()
    restart()
    test.connectivity.set(false)
    await test.accounts.startUp()
    await test.accounts.whenUpToDate()
    expect(test.accounts.knownChoices(id)).toBeNull()
    test.connectivity.set(true)
    await test.accounts.whenUpToDate()
    expect(test.accounts.knownChoices(id)).not.toBeNull()
  })

  it('do not keep the start waiting, and do not trouble an app that has ended', async () => {
    const id = await signIn()
    restart()
    demo.control.addFault({ match: { path: '/api/v1/config' }, fault: { kind: 'stall' } })
    await test.accounts.startUp()
    const news = test.accounts.whenUpToDate()
    test.accounts.close()
    await news
    expect(test.accounts.directory.find(id)).toBeNull()
  })
})

describe('defaults of a channel', () => {
  it('are remembered, changed and forgotten', async () => {
    const id = await signIn()
    const defaults = {
      privacy: 1,
      category: 15,
      licence: null,
      language: 'fr',
      description: '',
      support: 'Thanks',
      tags: ['field'],
      commentsPolicy: 1,
      downloadEnabled: false,
      waitTranscoding: true,
      playlistIds: [],
    }
    expect(test.accounts.channelDefaults(id, 2)).toBeNull()
    test.accounts.setChannelDefaults(id, 2, defaults)
    test.accounts.setChannelDefaults(id, 2, { ...defaults, privacy: 2 })
    expect(test.accounts.channelDefaults(id, 2)).toEqual({ ...defaults, privacy: 2 })
    restart()
    expect(test.accounts.channelDefaults(id, 2)).toMatchObject({ privacy: 2 })
    test.accounts.setChannelDefaults(id, 2, null)
    expect(test.accounts.channelDefaults(id, 2)).toBeNull()
  })
})
