import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CaptionBatch } from './batch'
import { matchVideo, type NamedVideo } from './match-files'
import { readInPlace } from './reading-thread'

const videos: NamedVideo[] = [
  { uuid: '1', title: 'Harbour at dawn', fileName: 'harbour.mp4' },
  { uuid: '2', title: 'Harbour at dawn, part 2', fileName: null },
  { uuid: '3', title: 'Twins', fileName: 'twin.mp4' },
  { uuid: '4', title: 'Twins', fileName: 'twin.webm' },
]

describe('a caption file', () => {
  it.each([
    ['harbour.en.srt', '1'],
    ['HARBOUR.fr.vtt', '1'],
    ['harbour.srt', '1'],
    ['harbours.srt', null],
    ['Harbour_at dawn.fr.srt', '1'],
    ['Harbour at dawn, part 2.de.vtt', '2'],
    ['twin.en.srt', null],
    ['Twins.en.srt', null],
    ['other.srt', null],
  ])('%s belongs to %j', (name, uuid) => {
    expect(matchVideo(name, videos)?.uuid ?? null).toBe(uuid)
  })
})

describe('several caption files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-batch-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }

  it('are read, laid to their videos, and held', async () => {
    const batch = new CaptionBatch(readInPlace)
    const files = await batch.open(
      [
        write('harbour.fr.srt', '1\n00:00:00,000 --> 00:00:01,000\nBonjour\n'),
        write('prose.en.srt', 'Once upon a time'),
        join(folder, 'gone.srt'),
      ],
      videos,
    )
    expect(files).toMatchObject([
      { name: 'harbour.fr.srt', uuid: '1', language: 'fr', cues: 1, problem: null },
      { name: 'prose.en.srt', uuid: null, language: 'en', cues: 0, problem: 'no-captions' },
      { name: 'gone.srt', uuid: null, problem: 'unreadable' },
    ])
    expect(batch.vtt(files[0]!.id)).toBe('WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000\nBonjour\n\n')
    expect(() => batch.vtt(files[1]!.id)).toThrow()
  })

  it('lose neither styles nor unreadable captions without a word', async () => {
    const batch = new CaptionBatch(readInPlace)
    const styled = 'WEBVTT\n\nNOTE mine\n\n00:00.000 --> 00:01.000 line:0\n<i>Ahoy</i>\n'
    const files = await batch.open(
      [
        write('harbour.en.vtt', styled),
        write('harbour.fr.vtt', `${styled}\n00:02.000 --> 99999:00:00.000\nlost\n`),
      ],
      videos,
    )
    expect(files).toMatchObject([
      { cues: 1, unread: 0, simplified: false },
      { cues: 1, unread: 1, simplified: true },
    ])
    expect(batch.vtt(files[0]!.id)).toBe(styled)
    expect(batch.vtt(files[1]!.id)).not.toContain('NOTE')
  })
})
