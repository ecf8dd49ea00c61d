import { afterEach, describe, expect, it } from 'vitest'
import type { DemoInstanceOptions } from '../../demo-instance'
import { EngineOnDemo, sha256, videoBytes } from '../../../test/support/engine-demo'

const CHUNK = 64 * 1024
const PATH = 'replace-resumable'
const PUT = { method: 'PUT', path: PATH }

let bench: EngineOnDemo

afterEach(async () => {
  await bench.close()
})

async function open(options: Partial<DemoInstanceOptions> = {}): Promise<string> {
  bench = await EngineOnDemo.open({ maxChunkSize: CHUNK, ...options })
  const id = await bench.submit(videoBytes(CHUNK), { title: 'Harbour', description: 'By the sea' })
  await bench.engine.untilState(id, 'published', 'failed')
  const { state } = bench.engine.store.find(id) ?? {}
  if (state?.name !== 'published') throw new Error('no video')
  bench.account.sent.length = 0
  return state.video.uuid
}

/** The new file has arrived whole, the video is the one that it was. */
async function expectReplaced(id: string, uuid: string, content: Uint8Array): Promise<void> {
  await bench.engine.untilState(id, 'published', 'failed', 'blocked')
  expect(JSON.stringify(bench.engine.state(id))).toContain('"published"')
  const videos = await bench.demo.control.videos()
  expect(videos).toMatchObject([{ uuid, name: 'Harbour', sha256: sha256(content) }])
}

describe.each(['6.3.0', '8.2.0'] as const)('PeerTube %s', (version) => {
  it('gives the video another file, and keeps what is said about it', async () => {
    const uuid = await open({ version })
    const content = videoBytes(CHUNK * 3)
    const id = await bench.replace(uuid, content)
    await expectReplaced(id, uuid, content)
    expect(bench.inits).toHaveLength(1)
    expect(Object.keys(JSON.parse(bench.inits[0] ?? '') as object)).toEqual(['filename', 'lastModified'])
    expect(bench.account.sent.every(({ path }) => path.includes(`${uuid}/source/${PATH}`))).toBe(true)
    await bench.engine.until(() => bench.engine.store.find(id)?.sha256 != null)
    expect(bench.engine.receipt(id)).toMatchObject({
      replaced: true,
      videoUuid: uuid,
      sha256: sha256(content),
    })
    expect(bench.engine.rows.get(id)).toMatchObject({ replaces: { uuid, title: 'Harbour' }, steps: [] })
  })

  it('is not sent again when the answer to its last byte was lost', async () => {
    const uuid = await open({ version })
    bench.demo.control.addFault({ match: { ...PUT, nth: 2 }, fault: { kind: 'cut-response' } })
    const content = videoBytes(CHUNK * 2)
    const id = await bench.replace(uuid, content)
    await expectReplaced(id, uuid, content)
    const puts = bench.exchanges.filter((exchange) => exchange.startsWith('PUT'))
    expect(puts).toHaveLength(2)
  })
})

describe('a replacement', () => {
  it('of the same bytes counts when it has arrived, not before', async () => {
    const uuid = await open()
    const content = videoBytes(CHUNK * 2)
    await expectReplaced(await bench.replace(uuid, content, 'same.mp4'), uuid, content)
    bench.account.sent.length = 0
    // Name and size of the file that is there already are those of the one that is about to come.
    bench.demo.control.addFault({ match: { ...PUT, nth: 2 }, fault: { kind: 'cut', afterBytes: 100 } })
    await expectReplaced(await bench.replace(uuid, content, 'same.mp4'), uuid, content)
    const last = `PUT bytes ${String(CHUNK)}-${String(CHUNK * 2 - 1)}/${String(CHUNK * 2)}`
    expect(bench.exchanges.filter((exchange) => exchange === last)).toHaveLength(2)
  })

  it('that is lost with its session begins anew', async () => {
    const uuid = await open()
    bench.account.bandwidth.setLimit(CHUNK * 20)
    const content = videoBytes(CHUNK * 6)
    const id = await bench.replace(uuid, content)
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= CHUNK)
    await bench.demo.control.purgeSessions()
    bench.account.bandwidth.setLimit(null)
    await expectReplaced(id, uuid, content)
    expect(bench.inits).toHaveLength(2)
  })

  it('goes on after the app was ended, from where the server stands', async () => {
    const uuid = await open()
    bench.account.bandwidth.setLimit(CHUNK * 20)
    const content = videoBytes(CHUNK * 6)
    const id = await bench.replace(uuid, content)
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= CHUNK)
    await bench.engine.restart()
    bench.account.bandwidth.setLimit(null)
    await expectReplaced(id, uuid, content)
    expect(bench.inits).toHaveLength(1)
  })

  it('of a video that is gone fails with the words of the server', async () => {
    const uuid = await open()
    await bench.demo.control.deleteVideo(uuid)
    const id = await bench.replace(uuid, videoBytes(CHUNK))
    await bench.engine.untilState(id, 'published', 'failed', 'blocked')
    expect(bench.engine.state(id)).toMatchObject({ name: 'failed', code: 'refused', status: 404 })
  })

  it('where the admin forbids it fails with the words of the server', async () => {
    const uuid = await open()
    bench.demo.control.setConfig({ fileReplacementEnabled: false })
    const id = await bench.replace(uuid, videoBytes(CHUNK))
    await bench.engine.untilState(id, 'published', 'failed', 'blocked')
    expect(bench.engine.state(id)).toMatchObject({
      name: 'failed',
      code: 'refused',
      status: 403,
      detail: 'Updating the file of an existing video is not allowed on this instance',
    })
  })

  it('that cannot be read any more does not become a video of its own', async () => {
    const uuid = await open()
    bench.engine.connectivity.set(false)
    const id = await bench.replace(uuid, videoBytes(CHUNK))
    bench.engine.database.prepare('UPDATE uploads SET replaces = ? WHERE id = ?').run('{"uuid":1}', id)
    bench.engine.connectivity.set(true)
    bench.engine.uploads.wake()
    expect(bench.engine.state(id)).toMatchObject({ name: 'failed', code: 'corrupt-row' })
    expect(await bench.demo.control.videos()).toHaveLength(1)
    expect(bench.inits).toEqual([])
  })

  it('does not take up the space of its session when it is cancelled', async () => {
    const uuid = await open()
    bench.account.bandwidth.setLimit(CHUNK * 10)
    const id = await bench.replace(uuid, videoBytes(CHUNK * 6))
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= CHUNK)
    await bench.engine.uploads.commands.cancel([id])
    while (!bench.exchanges.includes('DELETE')) await new Promise(setImmediate)
    expect(bench.account.sent.at(-1)?.path).toContain(`${uuid}/source/${PATH}?upload_id=`)
  })
})
