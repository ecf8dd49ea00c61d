import { expect, it } from 'vitest'
import { expectProblem, expectUnknownPath } from './support/expectations'
import { json } from './support/http'
import { describeInstances } from './support/instance'
import type { Session } from './support/session'
import {
  fileHeaders,
  publish,
  putChunk,
  sampleMp4,
  sampleWebm,
  uploadIdOf,
  whenPublished,
  whenTranscoded,
  withId,
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
    const { publishedAt } = await whenTranscoded(main, uuid)
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
    expect(video['publishedAt']).toBe(publishedAt)
    expect(await main.getJson(`/videos/${uuid}/source`)).toMatchObject({ size })
  })

  it('is replaced in the session that a repeated init finds, and told from the one before by its time', async (context) => {
    context.skip(!instance().since('6.0'), 'replacing a file came with 6.0')
    context.skip(
      instance().configValue('videoFile.update.enabled') !== true,
      'videoFile.update.enabled is false',
    )
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Replaced twice', filename: 'same.mp4' })
    await whenTranscoded(main, uuid)
    const before = await main.getJson(`/videos/${uuid}/source`)
    expect(before['createdAt']).toEqual(expect.any(String))
    const path = `/videos/${uuid}/source/replace-resumable`
    const size = sampleMp4.length
    const init = { filename: 'same.mp4', lastModified: 1_700_000_000_001 }
    const begin = () => main.sendJson('POST', path, init, fileHeaders(size))
    const id = uploadIdOf(await begin())
    await putChunk(main, id, 0, 1000, { path })
    const again = await begin()
    expect([again.status, uploadIdOf(again), again.headers.range]).toEqual([200, id, 'bytes=0-999'])
    expect((await putChunk(main, id, 1000, size, { path })).status).toBe(200)
    const after = await main.getJson(`/videos/${uuid}/source`)
    expect(after['size']).toBe(size)
    expect(after['createdAt']).not.toBe(before['createdAt'])
    await whenTranscoded(main, uuid)
  })

  const beginReplacing = (session: Session, uuid: string) => {
    const path = `/videos/${uuid}/source/replace-resumable`
    return session.sendJson('POST', path, { filename: 'new.mp4' }, fileHeaders(sampleMp4.length))
  }

  it('stays when its replacement is given up', async (context) => {
    context.skip(!instance().since('6.0'), 'replacing a file came with 6.0')
    context.skip(
      instance().configValue('videoFile.update.enabled') !== true,
      'videoFile.update.enabled is false',
    )
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Kept' })
    await whenTranscoded(main, uuid)
    const id = uploadIdOf(await beginReplacing(main, uuid))
    const session = withId(id, `/videos/${uuid}/source/replace-resumable`)
    expect((await main.delete(session)).status).toBe(204)
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({ name: 'Kept', state: { id: 1 } })
  })

  it('is not replaced while it is transcoded', async (context) => {
    const { demo, transcodes } = instance()
    context.skip(!instance().since('6.0'), 'replacing a file came with 6.0')
    context.skip(demo === null && !transcodes, 'nothing is transcoded here')
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Transcoded', waitTranscoding: true })
    await demo?.control.setState(uuid, 2)
    expectProblem(instance(), await beginReplacing(main, uuid), 409)
    await demo?.control.setState(uuid, 1)
    await whenTranscoded(main, uuid)
  })

  it.for([
    [3, 400],
    [9, 409],
    [10, 400],
    [7, 201],
  ] as const)('of a video in state %i is asked for with the answer %i', async ([state, status], context) => {
    const { demo } = instance()
    if (demo === null || !instance().since('6.0'))
      return context.skip('needs a 6.0 whose videos can be put in a state')
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'In a state' })
    await whenPublished(main, uuid)
    await demo.control.setState(uuid, state)
    expect((await beginReplacing(main, uuid)).status).toBe(status)
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
