import { expect, it } from 'vitest'
import { expectInvalid, expectProblem, expectUploadError } from './support/expectations'
import { describeInstances } from './support/instance'
import { signOut } from './support/sign-out'
import { begin, cancel, putChunk, query, sampleMp4, uploadPath, withId } from './support/uploads'

const total = sampleMp4.length
const noOtherUser = 'the test user may not create users'

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
    await signOut(first)
    expectProblem(instance(), await putChunk(first, id, 2000, 3000), 401, 'invalid_token')
    const second = await instance().logIn(instance().mainUser)
    expect((await query(second, id)).headers.range).toBe('bytes=0-1999')
    await cancel(second, id)
  })
})
