import { expect, it } from 'vitest'
import { expectProblem, expectUnknownPath } from './support/expectations'
import { json, send } from './support/http'
import { describeInstances } from './support/instance'

describeInstances('discovery', (instance) => {
  it('says by nodeinfo that it is PeerTube', async () => {
    const wellKnown = json(await send(`${instance().url}/.well-known/nodeinfo`))
    const links = wellKnown['links'] as { rel: string; href: string }[]
    const link = links.find(({ rel }) => rel === 'http://nodeinfo.diaspora.software/ns/schema/2.0')
    const nodeinfo = json(await send(link?.href ?? ''))
    expect(nodeinfo['software']).toMatchObject({ name: 'peertube', version: instance().version })
  })

  it('knows only schema 2.0 of nodeinfo', async () => {
    expect((await send(`${instance().url}/nodeinfo/1.0.json`)).status).toBe(404)
  })

  it('names version, limits and switches in the config', async () => {
    const answer = await instance().api('/config')
    expect(answer.status).toBe(200)
    expect(json(answer)).toMatchObject({
      serverVersion: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      video: { file: { extensions: expect.arrayContaining(['.mp4', '.webm']) as string[] } },
      videoCaption: { file: { extensions: expect.arrayContaining(['.vtt', '.srt']) as string[] } },
      user: { videoQuota: expect.any(Number) as number, videoQuotaDaily: expect.any(Number) as number },
      plugin: { registeredExternalAuths: expect.any(Array) as unknown[] },
      import: { videos: { http: { enabled: expect.any(Boolean) as boolean } } },
    })
    expect(json(answer)).toHaveProperty('client.videos.resumableUpload.maxChunkSize')
  })

  it.each([
    ['videoFile.update.enabled', '6.0'],
    ['storyboards.enabled', '6.1'],
    ['export.users.enabled', '6.1'],
    ['videoTranscription.enabled', '6.2'],
    ['defaults.publish.commentsPolicy', '6.2'],
    ['transcoding.remoteRunners.enabled', '5.2'],
    ['nsfwFlagsSettings.enabled', '7.2'],
  ])('has %s in the config from %s on, and not before', (path, since) => {
    expect(instance().configValue(path) !== undefined).toBe(instance().since(since))
  })

  it('describes itself', async () => {
    const about = json(await instance().api('/config/about'))
    expect(about['instance']).toMatchObject({ name: expect.any(String) as string })
  })

  it('answers a ping in plain words', async () => {
    const answer = await instance().api('/ping')
    expect([answer.status, answer.text]).toEqual([200, 'pong'])
  })

  it('answers an unknown path with a bare 400', async () => {
    expectUnknownPath(await instance().api('/no-such-path'))
  })

  it.each([
    ['/videos/categories', '1', 'Music'],
    ['/videos/licences', '1', 'Attribution'],
    ['/videos/languages', 'en', 'English'],
    ['/videos/privacies', '3', 'Private'],
    ['/video-playlists/privacies', '3', 'Private'],
  ])('gives %s as an object of labels by id', async (path, id, label) => {
    const answer = await instance().api(path)
    expect(answer.status).toBe(200)
    expect(json(answer)[id]).toBe(label)
  })

  it('refuses imports where they are off', async (context) => {
    context.skip(instance().configValue('import.videos.http.enabled') === true, 'imports by URL are on')
    const main = await instance().main()
    const wanted = { channelId: main.channelId, targetUrl: 'https://example.com/video.mp4' }
    expectProblem(instance(), await main.postJson('/videos/imports', wanted), 409)
  })

  it('offers the password privacy from 6.0 on', async () => {
    const privacies = json(await instance().api('/videos/privacies'))
    expect('5' in privacies).toBe(instance().since('6.0'))
  })
})
