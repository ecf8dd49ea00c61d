import { describe, expect, it } from 'vitest'
import { bestFile, fileToPlay } from './choose-file'
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
