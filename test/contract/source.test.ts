import { expect, it } from 'vitest'
import { expectProblem, expectUnknownPath } from './support/expectations'
import { json } from './support/http'
import { describeInstances } from './support/instance'
import {
  fileHeaders,
  publish,
  putChunk,
  sampleMp4,
  sampleWebm,
  uploadIdOf,
  whenPublished,
} from './support/uploads'

const replaced = { body: sampleWebm, type: 'video/webm' }

describeInstances('source file', (instance) => {
  it('keeps the name of the file that was sent', async () => {
    const main = await instance().main()
    const filename = 'vidéo – ünïcode 日本.mp4'
    const { uuid } = await publish(main, { name: 'Unicode', filename })
    const source = await main.getJson(`/videos/${uuid}/source`)
    if (instance().since('6.1')) expect(source['inputFilename']).toBe(filename)
    if (!instance().since('8.0')) expect(source['filename']).toBe(filename)
    else expect(source).not.toHaveProperty('filename')
    const anonymous = await instance().api(`/videos/${uuid}/source`)
    expectProblem(instance(), anonymous, 401, 'unauthorized_request')
  })

  it('is replaced by the same protocol', async (context) => {
    context.skip(!instance().since('6.0'), 'replacing a file came with 6.0')
    context.skip(
      instance().configValue('videoFile.update.enabled') !== true,
      'videoFile.update.enabled is false',
    )
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Replaced' })
    await whenPublished(main, uuid)
    const path = `/videos/${uuid}/source/replace-resumable`
    const headers = fileHeaders(replaced.body.length, replaced.type)
    const begun = await main.sendJson('POST', path, { filename: 'new.webm' }, headers)
    expect(begun.status).toBe(201)
    const id = uploadIdOf(begun)
    const size = replaced.body.length
    expect((await putChunk(main, id, 0, 1000, { body: replaced.body, path })).headers.range).toBe(
      'bytes=0-999',
    )
    const finished = await putChunk(main, id, 1000, size, { body: replaced.body, path })
    expect([finished.status, json(finished)]).toMatchObject([200, { size }])
    const video = await whenPublished(main, uuid)
    expect(video['inputFileUpdatedAt']).toEqual(expect.any(String))
    expect(await main.getJson(`/videos/${uuid}/source`)).toMatchObject({ size })
  })

  it('is not replaced where the admin forbids it', async (context) => {
    const { demo } = instance()
    if (demo === null || !instance().since('6.0'))
      return context.skip('needs a 6.0 whose config can be changed')
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Not replaced' })
    await whenPublished(main, uuid)
    demo.control.setConfig({ fileReplacementEnabled: false })
    const path = `/videos/${uuid}/source/replace-resumable`
    const answer = await main.sendJson('POST', path, { filename: 'new.mp4' }, fileHeaders(sampleMp4.length))
    demo.control.setConfig({ fileReplacementEnabled: true })
    expectProblem(instance(), answer, 403)
  })

  it('is not replaced before 6.0', async (context) => {
    context.skip(instance().since('6.0'), 'this instance can replace files')
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Not replaced' })
    const path = `/videos/${uuid}/source/replace-resumable`
    expectUnknownPath(
      await main.sendJson('POST', path, { filename: 'new.mp4' }, fileHeaders(sampleMp4.length)),
    )
  })
})
