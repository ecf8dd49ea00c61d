import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startDemoInstance, type DemoInstance } from '../../demo-instance'
import { TestEngine } from '../../../test/support/engine'
import { demoAccount, type DemoAccount } from '../../../test/support/engine-account'

let demo: DemoInstance
let account: DemoAccount
let engine: TestEngine
let dataDir: string

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'longshore-demo-'))
  const rateLimits = { api: { max: 1_000_000, windowMs: 10_000 }, login: { max: 1_000, windowMs: 10_000 } }
  demo = await startDemoInstance({ dataDir, rateLimits, processingMs: 20 })
  account = await demoAccount(demo)
  engine = new TestEngine()
  engine.addAccount(account)
  engine.uploads.startUp()
})

afterEach(async () => {
  await engine.close()
  account.close()
  await demo.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Bytes that the demo instance takes for a video. */
function videoBytes(bytes: number): Buffer {
  const content = randomBytes(bytes)
  content.write('ftypisom', 4, 'latin1')
  return content
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

describe('an upload', () => {
  it('arrives whole, once, with a receipt', async () => {
    const content = videoBytes(3_000_000)
    const id = engine.add(account.id, engine.file('harbour.mp4', content), { channelId: account.channelId })
    await engine.uploads.commands.submit([id])
    await engine.untilState(id, 'published', 'failed')
    const videos = await demo.control.videos()
    expect(engine.state(id)).toMatchObject({ name: 'published' })
    expect(videos).toMatchObject([{ sha256: sha256(content), inputFilename: 'harbour.mp4' }])
    await engine.until(() => engine.store.find(id)?.sha256 !== null)
    expect(engine.store.find(id)?.sha256).toBe(sha256(content))
  })
})
