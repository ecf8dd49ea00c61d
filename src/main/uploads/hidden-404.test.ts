import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EngineOnDemo, sha256, videoBytes } from '../../../test/support/engine-demo'
import { proxyPage } from '../../../test/support/proxy-page'

const CHUNK = 64 * 1024
const PUT = { method: 'PUT', path: 'upload-resumable' }

let bench: EngineOnDemo

beforeEach(async () => {
  bench = await EngineOnDemo.open({ maxChunkSize: CHUNK })
  bench.engine.settings.set({ keepSessionsAlive: false })
})

afterEach(async () => {
  await bench.close()
})

describe('a proxy that has its page in place of each 404, and nobody who keeps sessions', () => {
  it('a session that is gone is found out by a repeated init: from zero, which says why', async () => {
    const { id, content } = await pausedHalfway()
    await bench.demo.control.purgeSessions()
    hideSession(id)
    const told = bench.watchStates()
    await arrives(id, content)
    expect(told()).toContain('session-expired')
  })

  it('so is one that the server names otherwise by now, for a new one answers where it does not', async () => {
    const { id, content } = await pausedHalfway()
    await bench.demo.control.purgeSessions()
    hideSession(id)
    bench.changeSession(id, { title: 'Another identity' })
    await arrives(id, content)
    const ended = bench.account.sent.filter(({ method }) => method === 'DELETE')
    expect(ended).toHaveLength(1)
  })

  it('one of which all was sent, and no video came, is found out too', async () => {
    const { id, content } = await pausedHalfway()
    await bench.demo.control.purgeSessions()
    hideSession(id)
    bench.changeSession(id, { lastByteSent: true })
    await arrives(id, content)
  })

  it('one that is still there loses no byte, however often the page comes', async () => {
    const { id, content } = await pausedHalfway()
    hideSession(id, 6)
    await arrives(id, content)
    expect(bench.demo.control.pendingFaults()).toEqual([])
    expect(bench.exchanges.filter((exchange) => exchange.startsWith('PUT bytes 0-'))).toHaveLength(1)
  })

  it('nor does one that is named otherwise by now and is still there', async () => {
    const { id, content } = await pausedHalfway()
    // Whoever hides it hides the new one as well: nothing that is put gets through.
    bench.demo.control.addFault({ match: { ...PUT, times: 6 }, fault: proxyPage(404) })
    bench.changeSession(id, { title: 'Another identity' })
    await arrives(id, content)
    expect(bench.demo.control.pendingFaults()).toEqual([])
    expect(bench.exchanges.filter((exchange) => exchange.startsWith('PUT bytes 0-'))).toHaveLength(1)
  })

  it('an instance that is down behind it says nothing of the session', async () => {
    const { id, content } = await pausedHalfway()
    hideSession(id, 6)
    bench.demo.control.addFault({
      match: { method: 'POST', path: 'resumable', times: 2 },
      fault: proxyPage(404),
    })
    await arrives(id, content)
    expect(bench.demo.control.pendingFaults()).toEqual([])
    expect(bench.exchanges.filter((exchange) => exchange.startsWith('PUT bytes 0-'))).toHaveLength(1)
  })
})

async function pausedHalfway(): Promise<{ id: string; content: Buffer }> {
  const content = videoBytes(CHUNK * 6)
  return { id: await bench.pausedHalfway(content, CHUNK), content }
}

/** What is put to the row's present session gets the proxy's page. */
function hideSession(id: string, times = 999): void {
  const path = encodeURIComponent(bench.sessionOf(id).uploadId ?? '')
  bench.demo.control.addFault({ match: { method: 'PUT', path, times }, fault: proxyPage(404) })
}

async function arrives(id: string, content: Buffer): Promise<void> {
  await bench.engine.uploads.commands.resume([id])
  await bench.engine.untilState(id, 'published', 'failed', 'blocked')
  expect(bench.engine.state(id).name).toBe('published')
  expect(await bench.hashes()).toEqual([sha256(content)])
}
