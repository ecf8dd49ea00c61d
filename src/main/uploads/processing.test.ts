import { FAILED_STATES } from '@shared/library/work'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EngineOnDemo, videoBytes } from '../../../test/support/engine-demo'
import { proxyPage } from '../../../test/support/proxy-page'

describe('a video that the instance still works on', () => {
  let bench: EngineOnDemo

  beforeEach(async () => {
    bench = await EngineOnDemo.open({ processingMs: 60_000 })
  })

  afterEach(() => bench.close())

  it.each(FAILED_STATES)('fails when that came to no good end: state %i', async (state) => {
    const id = await bench.submit(videoBytes(1000))
    await bench.engine.untilState(id, 'processing')
    const [video] = await bench.demo.control.videos()
    await bench.demo.control.setState(video?.uuid ?? '', state)
    await bench.engine.untilState(id, 'failed', 'published')
    expect(bench.engine.state(id)).toMatchObject({ name: 'failed', code: 'processing' })
  })

  it('is not taken for gone because of the page of a proxy', async () => {
    const match = { method: 'GET', path: '^/api/v1/videos/[^/]*$', times: 3 }
    bench.demo.control.addFault({ match, fault: proxyPage(404) })
    const id = await bench.submit(videoBytes(1000))
    await bench.engine.untilState(id, 'processing')
    const [video] = await bench.demo.control.videos()
    while (bench.demo.control.pendingFaults().length > 0) await new Promise(setImmediate)
    await bench.demo.control.setState(video?.uuid ?? '', 1)
    await bench.engine.untilState(id, 'failed', 'published')
    expect(bench.engine.state(id).name).toBe('published')
  })
})
