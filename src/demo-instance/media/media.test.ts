import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { srtToVtt } from './captions'
import { pictureMime, placeholderPicture } from './picture'
import { probeVideo } from './probe'
import { isVideoIdentifier, toShortUuid } from './short-uuid'

const samples = join(import.meta.dirname, '../../../test/contract/support')

describe('probe', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'longshore-probe-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it.each([
    ['sample.mp4', 2],
    ['sample.webm', 1],
  ])('reads the duration of %s', async (name, durationSeconds) => {
    expect(await probeVideo(join(samples, name))).toEqual({ durationSeconds })
  })

  it.each([
    ['a text', Buffer.from('Once upon a time there was a text file.\n'.repeat(50))],
    ['zeros', Buffer.alloc(10_000)],
    ['nothing', Buffer.alloc(0)],
    ['a picture', placeholderPicture('x')],
  ])('knows that %s is no video', async (_name, bytes) => {
    const path = join(folder, 'file')
    await writeFile(path, bytes)
    expect(await probeVideo(path)).toBeNull()
  })

  it('knows that a missing file is no video', async () => {
    expect(await probeVideo(join(folder, 'missing'))).toBeNull()
  })
})

describe('short UUID', () => {
  it.each([
    ['51fbebaa-54ad-4afa-9fd1-535f6d097d40', 'b8bgvUqzu8LtP78QazqaiS'],
    ['011ebb55-b1aa-4d80-b72f-0ace7ca21d38', '192gyy8RB6X5yLKVxRVHwQ'],
  ])('of %s is the one that PeerTube made', (uuid, short) => {
    expect(toShortUuid(uuid)).toBe(short)
    expect([uuid, short, '12'].map(isVideoIdentifier)).toEqual([true, true, true])
  })

  it.each(['upload-resumable', '', '-1', 'b8bgvUqzu8LtP78Qazqai0'])('is not "%s"', (text) => {
    expect(isVideoIdentifier(text)).toBe(false)
  })
})

it('turns SubRip into the WebVTT that PeerTube makes of it', () => {
  const srt =
    '1\r\n00:00:00,000 --> 00:00:02,000\r\nBonjour\r\n\r\n2\r\n00:00:02,000 --> 00:00:04,000\r\nDeuxieme\r\n'
  const vtt =
    'WEBVTT FILE\n\n1\n00:00:00.000 --> 00:00:02.000\nBonjour\n\n2\n00:00:02.000 --> 00:00:04.000\nDeuxieme\n\n'
  expect(srtToVtt(srt)).toBe(vtt.replace(/\n/g, '\r\n'))
})

it('draws a PNG of one look for each seed', () => {
  expect(pictureMime(placeholderPicture('a'))).toBe('image/png')
  expect(placeholderPicture('a').equals(placeholderPicture('a'))).toBe(true)
  expect(placeholderPicture('a').equals(placeholderPicture('b'))).toBe(false)
})
