import { expect, it } from 'vitest'
import { json, send } from './support/http'
import { describeInstances } from './support/instance'
import { publish, sampleMp4 } from './support/uploads'

interface File {
  id: number
  size: number
  resolution: { id: number }
  fileUrl: string
}

describeInstances('files of videos', (instance) => {
  const fileOf = async (privacy: number): Promise<{ uuid: string; file: File }> => {
    const main = await instance().main()
    const { uuid } = await publish(main, { name: `With a file ${String(privacy)}`, privacy })
    const video = await main.getJson(`/videos/${uuid}`)
    const behind = (video['streamingPlaylists'] as { files: File[] }[]).flatMap(({ files }) => files)
    const [file] = [...(video['files'] as File[]), ...behind]
    if (file === undefined) throw new Error('no file')
    return { uuid, file }
  }

  it('are read whole and by ranges by anybody when the video is public', async () => {
    const { file } = await fileOf(1)
    expect(file).toMatchObject({
      id: expect.any(Number) as number,
      resolution: { id: expect.any(Number) as number },
    })
    const whole = await send(file.fileUrl)
    expect([whole.status, whole.headers['content-type']]).toEqual([200, 'video/mp4'])
    expect(Number(whole.headers['content-length'])).toBe(file.size)
    expect(whole.headers.etag).toBeTruthy()
    const part = await send(file.fileUrl, { headers: { Range: 'bytes=100-199' } })
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 100-199/${String(file.size)}`])
    const beyond = await send(file.fileUrl, { headers: { Range: 'bytes=999999999-' } })
    expect(beyond.status).toBe(416)
  })

  it('ask for a token when the video is private, which the owner has', async () => {
    const main = await instance().main()
    const { file } = await fileOf(3)
    expect((await send(file.fileUrl)).status).toBe(403)
    const own = await send(file.fileUrl, { headers: { ...main.authorization, Range: 'bytes=0-9' } })
    expect(own.status).toBe(206)
  })

  it('say whether the original is kept', async () => {
    const main = await instance().main()
    const { uuid } = await fileOf(3)
    const source = await main.getJson(`/videos/${uuid}/source`)
    if (!instance().since('6.2.0')) expect(source['fileDownloadUrl'] ?? null).toBeNull()
    else expect(source).toHaveProperty('fileDownloadUrl')
    if (instance().since('6.0.0')) expect(source['size']).toBe(sampleMp4.length)
  })

  it('become captions only where the instance listens', async () => {
    const main = await instance().main()
    const { uuid } = await fileOf(3)
    const config = (await main.getJson('/config')) as { videoTranscription?: { enabled: boolean } }
    const answer = await main.sendJson('POST', `/videos/${uuid}/captions/generate`, {})
    if (config.videoTranscription?.enabled === true) expect(answer.status).toBe(204)
    else expect(answer.status).toBe(400)
    if (answer.status === 400 && instance().since('6.2.0')) {
      expect(json(answer)['detail']).toBe('Video transcription is disabled on this instance')
    }
  })
})
