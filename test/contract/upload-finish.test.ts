import { once } from 'node:events'
import { expect, it } from 'vitest'
import { expectProblem, expectUploadError } from './support/expectations'
import { json, send } from './support/http'
import { describeInstances, unique } from './support/instance'
import type { Session } from './support/session'
import {
  begin,
  fileHeaders,
  init,
  ownVideosNamed,
  poll,
  publish,
  publishedBy,
  putChunk,
  query,
  sampleMp4,
  sampleWebm,
  uploadIdOf,
  whenPublished,
  withId,
} from './support/uploads'

const total = sampleMp4.length
const half = Math.floor(total / 2)

/** Sends the last chunk and goes away before the answer. */
async function finishUnheard(session: Session, id: string, start: number): Promise<void> {
  const request = session.open('PUT', withId(id), {
    'Content-Type': 'application/octet-stream',
    'Content-Range': `bytes ${String(start)}-${String(total - 1)}/${String(total)}`,
    'Content-Length': String(total - start),
  })
  request.once('error', () => undefined)
  request.end(sampleMp4.subarray(start))
  await once(request, 'finish')
  // The body has left this process; a little later it is on the other side, where the work begins.
  await new Promise((resolve) => setTimeout(resolve, 200))
  request.destroy()
}

describeInstances('upload: the end', (instance) => {
  it('publishes a video sent in three chunks, byte for byte', async () => {
    const main = await instance().main()
    const id = await begin(main, { name: 'Three chunks', privacy: 1 })
    await putChunk(main, id, 0, 4000)
    await putChunk(main, id, 4000, half)
    const video = publishedBy(main, await putChunk(main, id, half, total))
    expect(video).toEqual({
      id: expect.any(Number) as number,
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      shortUUID: expect.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{22}$/) as string,
    })
    const published = await whenPublished(main, video.uuid)
    expect(published).toMatchObject({ name: 'Three chunks', duration: 2, privacy: { id: 1 } })
    const { demo } = instance()
    if (demo === null) return
    const [file] = published['files'] as { fileUrl: string; fileDownloadUrl: string; size: number }[]
    expect(file?.size).toBe(total)
    for (const url of [file?.fileUrl, file?.fileDownloadUrl]) {
      expect((await send(url ?? '')).bytes.equals(sampleMp4)).toBe(true)
    }
  })

  it('gives a video the licence that is the default of the instance where none is named, until it is taken away', async () => {
    const { demo } = instance()
    const licence = demo === null ? instance().configValue('defaults.publish.licence') : 2
    demo?.control.setConfig({ defaultLicence: 2 })
    const main = await instance().main()
    for (const fields of [{}, { licence: null }]) {
      const id = await begin(main, { name: 'No licence named', ...fields })
      const { uuid } = publishedBy(main, await putChunk(main, id, 0, total))
      expect(await whenPublished(main, uuid)).toMatchObject({ licence: { id: licence ?? null } })
      const put = await main.sendJson('PUT', `/videos/${uuid}`, { licence: null })
      expect(put.status).toBe(204)
      expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({ licence: { id: null } })
    }
    demo?.control.setConfig({ defaultLicence: null })
  })

  it('takes the whole file in one request without Content-Range', async () => {
    const main = await instance().main()
    const id = await begin(main, { name: 'One request' })
    const answer = await main.call(withId(id), {
      method: 'PUT',
      body: sampleMp4,
      headers: { 'Content-Type': 'application/octet-stream' },
    })
    publishedBy(main, answer)
  })

  it('takes WebM', async () => {
    const main = await instance().main()
    const { uuid } = await publish(
      main,
      { name: 'A WebM', filename: 'sample.webm' },
      sampleWebm,
      'video/webm',
    )
    expect(await whenPublished(main, uuid)).toMatchObject({ duration: 1 })
  })

  it('is private and does not wait for transcoding unless told otherwise', async () => {
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Defaults' })
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({
      privacy: { id: 3 },
      waitTranscoding: false,
    })
  })

  it('completes at a smaller total', async () => {
    const main = await instance().main()
    const id = uploadIdOf(await init(main, { name: 'Shrunk' }, fileHeaders(total + 1000)))
    publishedBy(main, await putChunk(main, id, 0, total))
  })

  it('uses the metadata of the last first request', async () => {
    const main = await instance().main()
    const fields = { name: 'Begun twice', lastModified: unique() }
    const id = await begin(main, { ...fields, description: 'the first words' })
    await putChunk(main, id, 0, half)
    await init(main, { ...fields, description: 'the second words' })
    const { uuid } = publishedBy(main, await putChunk(main, id, half, total))
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({ description: 'the second words' })
  })

  it('refuses a file that is no video', async () => {
    const main = await instance().main()
    const body = Buffer.from('This is a text and no video at all. '.repeat(300))
    const id = uploadIdOf(await init(main, { name: 'No video' }, fileHeaders(body.length)))
    expectProblem(instance(), await putChunk(main, id, 0, body.length, { body }), 422)
    const gone = await poll(
      () => query(main, id, body.length),
      ({ status }) => status === 404,
    )
    expectUploadError(gone, 404, 'FileNotFound')
    expect(await ownVideosNamed(main, 'No video')).toEqual([])
  })

  it('answers a repeated last chunk as its version does', async () => {
    const main = await instance().main()
    const id = await begin(main, { name: 'Repeated' })
    const answer = await putChunk(main, id, 0, total)
    publishedBy(main, answer)
    const again = await putChunk(main, id, 0, total)
    if (instance().since('6.1')) expectUploadError(again, 404, 'FileNotFound')
    else expect([again.status, json(again)]).toEqual([200, json(answer)])
  })

  it('publishes once although the last answer was lost', async () => {
    const main = await instance().main()
    const name = `Unheard ${String(unique())}`
    const id = await begin(main, { name })
    await putChunk(main, id, 0, half)
    await finishUnheard(main, id, half)
    const [video] = await poll(
      () => ownVideosNamed(main, name),
      (rows) => rows.length > 0,
    )
    main.remember(String(video?.['uuid']))
    // Right after the video was made a session may still be known whose file has moved: 422, for a moment.
    const after = await poll(
      () => query(main, id),
      ({ status }) => ![422, 423, 503].includes(status),
    )
    expect(after.status).toBe(instance().since('6.1') ? 404 : 200)
    expect(await ownVideosNamed(main, name)).toHaveLength(1)
  })

  it('lets one of two clients finish', async () => {
    const main = await instance().main()
    instance().demo?.control.setConfig({ finishMs: 300 })
    const name = `Race ${String(unique())}`
    const id = await begin(main, { name })
    await putChunk(main, id, 0, half)
    const answers = await Promise.all([putChunk(main, id, half, total), putChunk(main, id, half, total)])
    instance().demo?.control.setConfig({ finishMs: 0 })
    const winners = answers.filter(({ status }) => status === 200)
    const loser = answers.find(({ status }) => status !== 200)
    expect(winners).toHaveLength(1)
    for (const winner of winners) publishedBy(main, winner)
    expect([423, 503]).toContain(loser?.status)
    if (loser?.status === 503) expect(loser.headers['retry-after']).toBe('300')
    expect(await ownVideosNamed(main, name)).toHaveLength(1)
  })

  it('forgets open sessions when the server starts again', async (context) => {
    const { demo } = instance()
    if (demo === null) return context.skip('needs to restart the server')
    const main = await instance().main()
    const id = await begin(main)
    await putChunk(main, id, 0, half)
    await demo.control.restart()
    expectUploadError(await query(main, id), 404, 'FileNotFound')
  })

  it('takes a video in one multipart request', async () => {
    const main = await instance().main()
    const answer = await main.sendMultipart('POST', '/videos/upload', [
      ['name', 'Legacy'],
      ['channelId', String(main.channelId)],
      ['videofile', { fileName: 'sample.mp4', type: 'video/mp4', bytes: sampleMp4 }],
    ])
    publishedBy(main, answer)
  })
})
