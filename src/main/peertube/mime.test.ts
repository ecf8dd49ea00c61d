import { expect, it } from 'vitest'
import { extensionOf, pictureOrCaptionMime, videoMime } from './mime'

it.each([
  ['talk.mp4', 'video/mp4'],
  ['TALK.MKV', 'video/x-matroska'],
  ['a.b.webm', 'video/webm'],
  ['x.ts', 'video/mp2t'],
  ['x.m2ts', 'video/m2ts'],
  ['song.mp3', 'audio/mpeg'],
  ['x.m4b', 'audio/x-m4b'],
  ['unknown.zzz', 'application/octet-stream'],
  ['none', 'application/octet-stream'],
])('%s is %s', (name, mime) => {
  expect(videoMime(name)).toBe(mime)
})

it.each([
  ['a.JPG', 'image/jpeg'],
  ['a.webp', 'image/webp'],
  ['talk.en.srt', 'application/x-subrip'],
  ['talk.vtt', 'text/vtt'],
])('%s is %s', (name, mime) => {
  expect(pictureOrCaptionMime(name)).toBe(mime)
})

it('sees no extension in a name that only begins with a dot', () => {
  expect(extensionOf('.mp4')).toBe('')
})
