import { expect, it } from 'vitest'
import { expectInvalid, expectProblem } from './support/expectations'
import { describeInstances, unique } from './support/instance'
import {
  begin,
  cancel,
  fileHeaders,
  init,
  picture,
  putChunk,
  sampleMp4,
  uploadIdOf,
  uploadPath,
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
