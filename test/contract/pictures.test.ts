import { expect, it } from 'vitest'
import { expectInvalid, expectProblem } from './support/expectations'
import { send } from './support/http'
import type { FilePart, Part } from './support/http'
import { describeInstances, unique } from './support/instance'
import type { Instance } from './support/instance'
import {
  fileHeaders,
  ownVideosNamed,
  picture,
  publish,
  publishedBy,
  putChunk,
  sampleMp4,
  uploadIdOf,
  uploadPath,
} from './support/uploads'

const gif: FilePart = { fileName: 't.gif', type: 'image/gif', bytes: Buffer.from('GIF89a') }

interface Pictures {
  thumbnailPath?: string
  previewPath?: string
  thumbnails?: { width: number; height: number; fileUrl: string }[]
}

/** Addresses of all pictures of a video, by old fields or by new. */
async function picturesOf(instance: Instance, uuid: string): Promise<string[]> {
  const main = await instance.main()
  return addressesOf(instance, await main.getJson(`/videos/${uuid}`))
}

function addressesOf(instance: Instance, video: Pictures): string[] {
  if (instance.since('8.1')) return (video.thumbnails ?? []).map(({ fileUrl }) => fileUrl)
  return [video.thumbnailPath, video.previewPath].map((path) => instance.url + String(path))
}

describeInstances('pictures', (instance) => {
  const put = async (uuid: string, parts: Part[]): Promise<number> => {
    const main = await instance().main()
    return (await main.sendMultipart('PUT', `/videos/${uuid}`, parts)).status
  }

  it('are made by the server when none was sent', async () => {
    const { uuid } = await publish(await instance().main(), { name: 'No picture', privacy: 1 })
    const urls = await picturesOf(instance(), uuid)
    expect(urls.length).toBeGreaterThan(0)
    for (const url of urls) {
      const answer = await send(url)
      expect([answer.status, answer.headers['content-type']]).toEqual([
        200,
        expect.stringMatching(/^image\//),
      ])
    }
  })

  // Whether somebody has replaced one is told by its address.
  it('keep their addresses until there are new ones, in lists too', async () => {
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Kept picture', privacy: 1 })
    const before = await picturesOf(instance(), uuid)
    expect(await put(uuid, [['name', 'Renamed']])).toBe(204)
    expect(await picturesOf(instance(), uuid)).toEqual(before)
    const listed = (await ownVideosNamed(main, 'Renamed')).find((video) => video['uuid'] === uuid)
    expect(addressesOf(instance(), listed as Pictures)).toEqual(before)
  })

  it('are replaced by an update', async () => {
    const { uuid } = await publish(await instance().main(), { name: 'New picture', privacy: 1 })
    const before = await picturesOf(instance(), uuid)
    const parts: Part[] = instance().since('8.1')
      ? [['thumbnailfile', picture]]
      : [
          ['thumbnailfile', picture],
          ['previewfile', picture],
        ]
    expect(await put(uuid, parts)).toBe(204)
    const after = await picturesOf(instance(), uuid)
    for (const [index, url] of after.entries()) {
      expect(url).not.toBe(before[index])
      expect((await send(url)).headers['content-type']).toBe('image/jpeg')
    }
  })

  it('arrive with the first request, but for the thumbnail in 5.x', async () => {
    const main = await instance().main()
    const fields: Part[] = [
      ['name', 'Picture at once'],
      ['channelId', String(main.channelId)],
      ['filename', 'sample.mp4'],
      ['privacy', '1'],
      ['thumbnailfile', picture],
      ['previewfile', picture],
    ]
    const begun = await main.sendMultipart('POST', uploadPath, fields, fileHeaders(sampleMp4.length))
    const { uuid } = publishedBy(main, await putChunk(main, uploadIdOf(begun), 0, sampleMp4.length))
    const { demo } = instance()
    if (demo === null) return
    // Only the demo instance serves the very bytes; a real one makes pictures of its own sizes.
    const sent = await Promise.all(
      (await picturesOf(instance(), uuid)).map(async (url) => (await send(url)).bytes),
    )
    const areOurs = sent.map((bytes) => bytes.equals(picture.bytes))
    expect(areOurs).toEqual(instance().since('6.0') ? [true, true] : [false, true])
  })

  it('cost the video when the first request carried one that nobody can read', async () => {
    const main = await instance().main()
    const broken = { ...picture, bytes: picture.bytes.subarray(0, 300) }
    const name = `Broken picture ${String(unique())}`
    const fields: Part[] = [
      ['name', name],
      ['channelId', String(main.channelId)],
      ['filename', 'sample.mp4'],
      ['previewfile', broken],
    ]
    const id = uploadIdOf(await main.sendMultipart('POST', uploadPath, fields, fileHeaders(sampleMp4.length)))
    expectProblem(instance(), await putChunk(main, id, 0, sampleMp4.length), 500, 'Error')
    expect(await ownVideosNamed(main, name)).toEqual([])
  })

  it.each(['thumbnailfile', 'previewfile'])('are refused as GIF in %s', async (field) => {
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'No GIF' })
    expectInvalid(instance(), await main.sendMultipart('PUT', `/videos/${uuid}`, [[field, gif]]), field)
  })

  it('are refused above the size that the config names', async () => {
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Large picture' })
    const max = Number(instance().configValue('video.image.size.max'))
    expect(max).toBe((instance().since('7.1') ? 8 : 4) * 1024 * 1024)
    const large = { ...picture, bytes: Buffer.concat([picture.bytes, Buffer.alloc(max)]) }
    expectInvalid(
      instance(),
      await main.sendMultipart('PUT', `/videos/${uuid}`, [['thumbnailfile', large]]),
      'thumbnailfile',
    )
  })
})
