import { expect, it } from 'vitest'
import { expectInvalid, expectProblem, expectUploadError } from './support/expectations'
import { describeInstances, unique } from './support/instance'
import {
  begin,
  cancel,
  fileHeaders,
  init,
  picture,
  putChunk,
  query,
  sampleMp4,
  uploadIdOf,
  uploadPath,
  withId,
} from './support/uploads'

const total = sampleMp4.length
const noOtherUser = 'the test user may not create users'

describeInstances('upload: first request', (instance) => {
  it('creates a session with an empty answer and a Location for this host', async () => {
    const main = await instance().main()
    const answer = await init(main)
    expect([answer.status, answer.text]).toEqual([201, ''])
    const { host } = new URL(instance().url)
    expect(answer.headers.location).toMatch(
      new RegExp(`^(https?:)?//${host}/api/v1${uploadPath}\\?upload_id=`),
    )
    await cancel(main, uploadIdOf(answer))
  })

  it('keeps the query of the request in the Location', async () => {
    const main = await instance().main()
    const fields = { name: 'Query', channelId: main.channelId, filename: 'sample.mp4' }
    const answer = await main.sendJson('POST', `${uploadPath}?foo=bar`, fields, fileHeaders(total))
    expect(answer.headers.location).toContain('?foo=bar&upload_id=')
    await cancel(main, uploadIdOf(answer))
  })

  it('gives a new id to each first request without lastModified', async () => {
    const main = await instance().main()
    const ids = [await begin(main), await begin(main)]
    expect(ids[0]).not.toBe(ids[1])
    for (const id of ids) await cancel(main, id)
  })

  it('gives the same id to the same title, size and lastModified, with the bytes that are there', async () => {
    const main = await instance().main()
    const fields = { name: 'Same again', lastModified: unique() }
    const first = await init(main, fields)
    const second = await init(main, fields)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(uploadIdOf(second)).toBe(uploadIdOf(first))
    await putChunk(main, uploadIdOf(first), 0, 1000)
    const third = await init(main, fields)
    expect([third.status, third.headers.range, third.text]).toEqual([200, 'bytes=0-999', ''])
    expect(uploadIdOf(third)).toBe(uploadIdOf(first))
    await cancel(main, uploadIdOf(first))
  })

  it('gives another id to another title', async () => {
    const main = await instance().main()
    const lastModified = unique()
    const ids = [
      await begin(main, { name: 'One title', lastModified }),
      await begin(main, { name: 'Other', lastModified }),
    ]
    expect(ids[0]).not.toBe(ids[1])
    for (const id of ids) await cancel(main, id)
  })

  it('takes a multipart body with a picture', async () => {
    const main = await instance().main()
    const answer = await main.sendMultipart(
      'POST',
      uploadPath,
      [
        ['name', 'Multipart'],
        ['channelId', String(main.channelId)],
        ['filename', 'sample.mp4'],
        ['tags[0]', 'one'],
        ['tags[1]', 'two'],
        ['previewfile', picture],
      ],
      fileHeaders(total),
    )
    expect(answer.status).toBe(201)
    await cancel(main, uploadIdOf(answer))
  })

  it('needs a token', async () => {
    const answer = await instance().api(uploadPath, { method: 'POST', headers: fileHeaders(total) })
    expectProblem(instance(), answer, 401, 'unauthorized_request')
  })

  it('needs size and type of the file in the headers', async () => {
    const main = await instance().main()
    const { 'X-Upload-Content-Length': length, 'X-Upload-Content-Type': type } = fileHeaders(total)
    const noLength = await init(main, {}, { 'X-Upload-Content-Type': String(type) })
    const noType = await init(main, {}, { 'X-Upload-Content-Length': String(length) })
    expectInvalid(instance(), noLength, 'x-upload-content-length')
    expectInvalid(instance(), noType, 'x-upload-content-type')
  })

  it.each(['text/plain', ''])('refuses a file of type "%s"', async (type) => {
    const main = await instance().main()
    expectProblem(instance(), await init(main, {}, fileHeaders(total, type)), 415)
  })

  it.for(['video/webm', 'video/x-matroska', 'video/quicktime', 'audio/mpeg'])(
    'takes %s where the extensions say so',
    async (type, context) => {
      const extensions = instance().configValue('video.file.extensions') as string[]
      const isBasic = type === 'video/webm'
      context.skip(!isBasic && !extensions.includes('.mkv'), 'the instance takes no additional extensions')
      context.skip(type === 'audio/mpeg' && !extensions.includes('.mp3'), 'the instance takes no audio')
      const main = await instance().main()
      const answer = await init(main, {}, fileHeaders(total, type))
      expect(answer.status).toBe(201)
      await cancel(main, uploadIdOf(answer))
    },
  )

  it('refuses a file of 6 TB', async () => {
    const main = await instance().main()
    expect((await init(main, {}, fileHeaders(6e12))).status).toBe(413)
  })

  it('refuses a channel that is not there', async () => {
    const main = await instance().main()
    expectProblem(
      instance(),
      await init(main, { channelId: 999_999_999 }),
      instance().since('8.0') ? 404 : 400,
    )
  })

  it("refuses another user's channel", async (context) => {
    const other = await instance().otherUser()
    if (other === null) return context.skip(noOtherUser)
    const main = await instance().main()
    const answer = await init(other, { channelId: main.channelId })
    expectProblem(instance(), answer, instance().since('8.0') ? 403 : 400)
  })
})

describeInstances('upload: chunks', (instance) => {
  it('takes chunks of any size and says how far it is', async () => {
    const main = await instance().main()
    const id = await begin(main)
    const nothing = await query(main, id)
    expect([nothing.status, nothing.headers.range]).toEqual([308, 'bytes=0--1'])
    const chunk = await putChunk(main, id, 0, 777)
    expect([chunk.status, chunk.statusMessage, chunk.text]).toEqual([308, 'Resume Incomplete', ''])
    expect(chunk.headers).toMatchObject({ range: 'bytes=0-776' })
    expect(chunk.headers).not.toHaveProperty('location')
    expect((await query(main, id)).headers.range).toBe('bytes=0-776')
    expect((await query(main, id, '*')).headers.range).toBe('bytes=0-776')
    await cancel(main, id)
  })

  it('says that nothing is there to a query without Content-Range', async () => {
    const main = await instance().main()
    const id = await begin(main)
    await putChunk(main, id, 0, 100)
    const answer = await main.call(withId(id), { method: 'PUT', body: '' })
    expect([answer.status, answer.headers.range]).toEqual([308, 'bytes=0--1'])
    expect((await query(main, id)).headers.range).toBe('bytes=0-99')
    await cancel(main, id)
  })

  it('does not refuse a gap, nor an overlap that takes the offset back', async () => {
    const main = await instance().main()
    const id = await begin(main)
    await putChunk(main, id, 0, 3000)
    expect((await putChunk(main, id, 4000, 5000)).headers.range).toBe('bytes=0-4999')
    expect((await putChunk(main, id, 0, 1000)).headers.range).toBe('bytes=0-999')
    expect((await query(main, id)).headers.range).toBe('bytes=0-4999')
    await cancel(main, id)
  })

  it('refuses bytes past the announced end, and a larger total', async () => {
    const main = await instance().main()
    const id = await begin(main)
    const tooLong = await main.call(withId(id), {
      method: 'PUT',
      body: Buffer.alloc(200),
      headers: { 'Content-Range': `bytes ${String(total - 100)}-${String(total + 99)}/${String(total)}` },
    })
    expectUploadError(tooLong, 409, 'FileConflict')
    expectUploadError(await putChunk(main, id, 0, 100, { total: total + 5 }), 409, 'FileConflict')
    await cancel(main, id)
  })

  it('writes nothing for a Content-Range that is none', async () => {
    const main = await instance().main()
    const id = await begin(main)
    await putChunk(main, id, 0, 500)
    const headers = { 'Content-Range': 'garbage' }
    const answer = await putChunk(main, id, 0, 100, { headers })
    expect([answer.status, answer.headers.range]).toEqual([308, 'bytes=0-499'])
    await cancel(main, id)
  })

  it('takes a chunk with an unknown total', async () => {
    const main = await instance().main()
    const id = await begin(main)
    expect((await putChunk(main, id, 0, 500, { total: '*' })).headers.range).toBe('bytes=0-499')
    await cancel(main, id)
  })

  it('refuses an unknown id, a strange id and no id', async () => {
    const main = await instance().main()
    const id = await begin(main)
    await cancel(main, id)
    expectUploadError(await query(main, id), 404, 'FileNotFound')
    expectUploadError(await query(main, '0000000000'), 403, 'Forbidden')
    const none = await main.call(uploadPath, {
      method: 'PUT',
      headers: { 'Content-Range': `bytes */${String(total)}` },
    })
    expectUploadError(none, 403, 'Forbidden')
  })

  it('keeps the sessions of users apart', async (context) => {
    const other = await instance().otherUser()
    if (other === null) return context.skip(noOtherUser)
    const main = await instance().main()
    const id = await begin(main)
    expectUploadError(await query(other, id), 403, 'Forbidden')
    expectUploadError(await cancel(other, id), 403, 'Forbidden')
    expect((await query(main, id)).status).toBe(308)
    await cancel(main, id)
  })

  it('cancels, also twice', async () => {
    const main = await instance().main()
    const id = await begin(main)
    await putChunk(main, id, 0, 100)
    expect((await cancel(main, id)).status).toBe(204)
    expect((await cancel(main, id)).status).toBe(204)
    expectUploadError(await query(main, id), 404, 'FileNotFound')
  })

  it('reads by PUT only', async () => {
    const main = await instance().main()
    const id = await begin(main)
    expectInvalid(instance(), await main.get(withId(id)), 'id')
    expect((await main.call(withId(id), { method: 'PATCH' })).status).toBe(400)
    await cancel(main, id)
  })

  it('keeps the bytes of a session whose token was refreshed', async () => {
    const first = await instance().logIn(instance().mainUser)
    const id = await begin(first)
    await putChunk(first, id, 0, 2000)
    await first.postJson('/users/revoke-token', {})
    expectProblem(instance(), await putChunk(first, id, 2000, 3000), 401, 'invalid_token')
    const second = await instance().logIn(instance().mainUser)
    expect((await query(second, id)).headers.range).toBe('bytes=0-1999')
    await cancel(second, id)
  })
})
