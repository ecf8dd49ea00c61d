import { describe, expect, it } from 'vitest'
import { bestFile, fileToPlay, toPlay } from './choose-file'
import type { RemoteFile } from './ports'

function file(height: number, changes: Partial<RemoteFile> = {}): RemoteFile {
  const address = `/static/${String(height)}.mp4`
  const common = {
    id: height,
    address,
    bytes: height * 1000,
    extension: '.mp4',
    hasAudio: true,
    hasVideo: true,
  }
  return { ...common, height, ...changes }
}

describe('the file for the player', () => {
  it.each([
    [[1080, 720, 480], 720],
    [[2160, 1440], 1440],
    [[240], 240],
  ])('of %j is %i', (heights, chosen) => {
    expect(fileToPlay(heights.map((height) => file(height)))?.height).toBe(chosen)
  })

  it('has sound where one has', () => {
    const mute = file(720, { hasAudio: false })
    expect(fileToPlay([mute, file(1080)])?.height).toBe(1080)
    expect(fileToPlay([mute, file(0, { hasVideo: false })])).toBe(mute)
  })

  it('is one that Chromium plays', () => {
    expect(fileToPlay([file(720, { extension: '.avi' })])).toBeNull()
    expect(fileToPlay([])).toBeNull()
  })
})

describe('a video', () => {
  const picture = file(720, { hasAudio: false })
  const sound = file(0, { hasVideo: false })
  const playlist = '/static/hls/master.m3u8'

  it('is played as its stream where picture and sound are apart', () => {
    expect(toPlay({ files: [sound, picture], playlist })).toEqual({ kind: 'stream', playlist })
  })

  it.each([
    ['it has both in one file', [sound, picture, file(480)], playlist, 480],
    ['it is silent', [picture], playlist, 720],
    ['there is no playlist', [sound, picture], null, 720],
  ])('is played as a file where %s', (_why, files, at, height) => {
    const played = toPlay({ files, playlist: at })
    expect(played).toMatchObject({ kind: 'file', file: { height } })
  })

  it('without files is nothing to play', () => {
    expect(toPlay({ files: [], playlist })).toBeNull()
  })
})

describe('the best file', () => {
  it('is the sharpest, and of two the larger one', () => {
    const large = file(1080, { bytes: 9_000_000 })
    expect(bestFile([file(720), file(1080), large])).toEqual({ kind: 'one', file: large })
    expect(bestFile([])).toBeNull()
  })

  it('is two where picture and sound are apart', () => {
    const video = file(1080, { hasAudio: false })
    const audio = file(0, { hasVideo: false })
    expect(bestFile([video, audio])).toEqual({ kind: 'two', video, audio })
    expect(bestFile([video, audio, file(1080)])).toMatchObject({ kind: 'one' })
  })
})
