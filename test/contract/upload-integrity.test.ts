import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { expectUploadError } from './support/expectations'
import { describeInstances } from './support/instance'
import type { Session } from './support/session'
import { begin, cancel, poll, publishedBy, putChunk, query, sampleMp4, withId } from './support/uploads'

const total = sampleMp4.length

function digest(algorithm: string, bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('base64')
}

/** Opens a PUT of the whole file, sends part of it and leaves it open. */
async function leaveOpen(session: Session, id: string, bytes: number): Promise<() => void> {
  const request = session.open('PUT', withId(id), {
    'Content-Type': 'application/octet-stream',
    'Content-Range': `bytes 0-${String(total - 1)}/${String(total)}`,
    'Content-Length': String(total),
  })
  const closed = once(request, 'error').catch(() => undefined)
  await new Promise<void>((resolve) => request.write(sampleMp4.subarray(0, bytes), () => resolve()))
  return () => {
    request.destroy(new Error('cut on purpose'))
    void closed
  }
}

describeInstances('upload: integrity', (instance) => {
  it.each([
    ['sha-256', 'sha256'],
    ['sha', 'sha1'],
  ])('checks a chunk by Digest %s and takes none that differs', async (name, algorithm) => {
    const main = await instance().main()
    const id = await begin(main)
    const bytes = sampleMp4.subarray(0, 1000)
    const wrong = await putChunk(main, id, 0, 1000, {
      headers: { Digest: `${name}=${digest(algorithm, sampleMp4)}` },
    })
    expectUploadError(wrong, 460, 'ChecksumMismatch')
    // What was refused may still lie in the file, and a query may count it: the chunk is sent again from its start.
    const right = await putChunk(main, id, 0, 1000, {
      headers: { Digest: `${name}=${digest(algorithm, bytes)}` },
    })
    expect(right.headers.range).toBe('bytes=0-999')
    const { uuid } = publishedBy(main, await putChunk(main, id, 1000, total))
    const stored = (await instance().demo?.control.videos())?.find((video) => video.uuid === uuid)
    if (stored !== undefined) expect(stored.sha256).toBe(createHash('sha256').update(sampleMp4).digest('hex'))
  })

  it('checks a chunk by Content-MD5', async () => {
    const main = await instance().main()
    const id = await begin(main)
    const wrong = await putChunk(main, id, 0, 1000, { headers: { 'Content-MD5': digest('md5', sampleMp4) } })
    expectUploadError(wrong, 460, 'ChecksumMismatch')
    await cancel(main, id)
  })

  it('refuses an unknown checksum', async () => {
    const main = await instance().main()
    const id = await begin(main)
    expect((await putChunk(main, id, 0, 1000, { headers: { Digest: 'crc32=AAAA' } })).status).toBe(400)
    await cancel(main, id)
  })

  it('locks a session while a chunk is open, and keeps what arrived when it is cut', async () => {
    const main = await instance().main()
    const id = await begin(main)
    const cut = await leaveOpen(main, id, 5000)
    const locked = await poll(
      () => query(main, id),
      ({ status }) => status === 423,
    )
    expectUploadError(locked, 423, 'FileLocked')
    expectUploadError(await putChunk(main, id, 0, 10), 423, 'FileLocked')
    cut()
    const freed = await poll(
      () => query(main, id),
      ({ status }) => status !== 423,
    )
    expect([freed.status, freed.headers.range]).toEqual([308, 'bytes=0-4999'])
    await cancel(main, id)
  })
})
