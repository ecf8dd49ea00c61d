import { afterAll } from 'vitest'
import { PRIVACY } from '@shared/uploads/draft'
import type { DraftPatch } from '@shared/uploads/draft'
import { App } from './app'
import { json } from './http'
import { describeInstances, unique } from './instance'
import type { Instance } from './instance'
import { sampleMp4 } from './uploads'

export const vtt = 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n'
export const srt = '1\n00:00:00,000 --> 00:00:01,000\nBonjour\n'

/** The test video with a number of its own at its end: a file that was sent once is not taken again. */
export function video(extraBytes = 16): Buffer {
  const box = Buffer.alloc(extraBytes)
  box.writeUInt32BE(box.length)
  box.write('free', 4, 'latin1')
  box.writeUInt32BE(unique(), 8)
  return Buffer.concat([sampleMp4, box])
}

/** Every field that a draft has, but those with tests of their own. */
export const said: DraftPatch = {
  title: '  Ünder the sea 🐙 ',
  privacy: PRIVACY.unlisted,
  category: 15,
  licence: 2,
  language: 'fr',
  description: 'First line & <b>more</b>\n\nLigne « deux » 🌊',
  support: 'Supported.',
  tags: ['aa', 'b & c', 'été'],
  commentsPolicy: 2,
  downloadEnabled: false,
  nsfw: true,
  nsfwFlags: 3,
  nsfwSummary: 'A summary.',
  originallyPublishedAt: '2019-05-04T10:00:00.000Z',
  waitTranscoding: true,
  chapters: [
    { timecode: 0, title: 'Start' },
    { timecode: 1, title: 'Middle' },
  ],
}

export function shown(instance: Instance): Record<string, unknown> {
  return {
    name: 'Ünder the sea 🐙',
    privacy: { id: PRIVACY.unlisted },
    category: { id: 15 },
    licence: { id: 2 },
    language: { id: 'fr' },
    description: said.description,
    support: 'Supported.',
    nsfw: true,
    downloadEnabled: false,
    originallyPublishedAt: '2019-05-04T10:00:00.000Z',
    waitTranscoding: true,
    ...(instance.since('8.0') ? {} : { commentsEnabled: false }),
    ...(instance.since('6.2') ? { commentsPolicy: { id: 2 } } : {}),
    ...(instance.since('7.2') ? { nsfwFlags: 3, nsfwSummary: 'A summary.' } : {}),
  }
}

export async function makePlaylist(instance: Instance): Promise<{ id: number; uuid: string }> {
  const main = await instance.main()
  const made = await main.sendMultipart('POST', '/video-playlists', [['displayName', 'From the app']])
  return json(made)['videoPlaylist'] as { id: number; uuid: string }
}

export interface Bench {
  instance: Instance
  app: App
  /** Waits until the instance has all that was said of it, and gives back what it shows. */
  arrived: (id: string) => Promise<Record<string, unknown>>
}

/** Runs a suite with the app signed in to every target. */
export function describeApp(title: string, suite: (bench: () => Promise<Bench>) => void): void {
  describeInstances(title, (instance) => {
    let opened: Promise<App> | null = null
    afterAll(async () => {
      await (await opened)?.close()
    })
    suite(async () => {
      const app = await (opened ??= App.open(instance().url, instance().mainUser))
      const arrived = async (id: string): Promise<Record<string, unknown>> => {
        const main = await instance().main()
        const uuid = await app.arrived(id)
        main.remember(uuid)
        return main.getJson(`/videos/${uuid}`)
      }
      return { instance: instance(), app, arrived }
    })
  })
}
