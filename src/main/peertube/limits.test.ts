import { describe, expect, it } from 'vitest'
import { limitsFrom } from './limits'
import { serverConfigShape } from './operations/instance'

const read = (config: unknown) => limitsFrom(serverConfigShape.parse(config))

describe('limitsFrom', () => {
  it('reads a config of 6.3', () => {
    const limits = read({
      serverVersion: '6.3.0',
      client: { videos: { resumableUpload: { maxChunkSize: 0 } } },
      defaults: { publish: { commentsPolicy: 1, licence: 2 } },
      video: {
        image: { extensions: ['.png', '.jpg'], size: { max: 4194304 } },
        file: { extensions: ['.webm', 'MKV'] },
      },
      videoCaption: { file: { size: { max: 20971520 }, extensions: ['.vtt', '.srt'] } },
      videoFile: { update: { enabled: true } },
      videoTranscription: { enabled: false },
    })
    expect(limits).toEqual({
      version: '6.3.0',
      videoExtensions: ['.webm', '.mkv'],
      imageExtensions: ['.png', '.jpg'],
      imageMaxBytes: 4194304,
      captionExtensions: ['.vtt', '.srt'],
      captionMaxBytes: 20971520,
      maxChunkSize: null,
      features: {
        chapters: true,
        passwords: true,
        commentsPolicy: true,
        nsfwFlags: false,
        transcription: false,
        previewPart: true,
        replaceFile: true,
        playerTheme: false,
        embedPrivacy: false,
      },
      defaultLicence: 2,
      live: {
        enabled: false,
        allowReplay: false,
        latency: false,
        maxDurationMs: null,
        maxUserLives: null,
        maxInstanceLives: null,
        replayPrivacy: true,
        schedules: false,
        dvrMaxSeconds: 0,
      },
    })
  })

  it('reads what an instance says of lives', () => {
    const live = {
      enabled: true,
      allowReplay: true,
      latencySetting: { enabled: true },
      maxDuration: 7_200_000,
      maxUserLives: 3,
      maxInstanceLives: -1,
      dvr: { maxWindow: 3600 },
    }
    expect(read({ serverVersion: '8.2.0', live }).live).toEqual({
      enabled: true,
      allowReplay: true,
      latency: true,
      maxDurationMs: 7_200_000,
      maxUserLives: 3,
      maxInstanceLives: null,
      replayPrivacy: true,
      schedules: true,
      dvrMaxSeconds: 3600,
    })
  })

  it.each([
    ['5.1.0', { chapters: false, passwords: false, commentsPolicy: false, previewPart: true }],
    ['6.1.0', { chapters: true, passwords: true, commentsPolicy: false }],
    ['6.2.0', { commentsPolicy: true, nsfwFlags: false }],
    ['7.2.0', { nsfwFlags: true, previewPart: true, playerTheme: false }],
    ['8.0.0', { playerTheme: true, embedPrivacy: false }],
    ['8.1.0', { nsfwFlags: true, previewPart: false, playerTheme: true, embedPrivacy: true }],
  ])('goes by the version %s where no key tells', (serverVersion, features) => {
    expect(read({ serverVersion }).features).toMatchObject(features)
  })

  it('goes by the key before the version', () => {
    const config = {
      serverVersion: '8.2.0',
      nsfwFlagsSettings: { enabled: false },
      videoTranscription: { enabled: true },
      client: { videos: { resumableUpload: { maxChunkSize: 5_000_000 } } },
    }
    expect(read(config)).toMatchObject({
      maxChunkSize: 5_000_000,
      features: { nsfwFlags: false, transcription: true },
    })
  })

  it('bears nonsense in every field but the version', () => {
    const limits = read({
      serverVersion: '6.3.0',
      client: 1,
      video: { image: 'x', file: { extensions: 3 } },
      plugin: [],
    })
    expect(limits).toMatchObject({ videoExtensions: ['.mp4', '.ogv', '.webm'], imageMaxBytes: 4194304 })
  })
})
