import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { CaptionCopiesPort, CaptionCopy, InstanceCaption } from '../../captions/ports'
import { readInPlace } from '../../captions/reading-thread'
import { keepSent } from './compare-captions'

const vtt = (text: string): string => `WEBVTT\n\n00:00.000 --> 00:01.000\n${text}\n`
const FILE = { id: '1', name: 'en.vtt', bytes: 1 }
const caption = (version: string): InstanceCaption => ({
  language: 'en',
  isAutomatic: false,
  file: '/en.vtt',
  version,
})

class Copies implements CaptionCopiesPort {
  last: CaptionCopy | null = null

  find(): CaptionCopy | null {
    return this.last
  }

  put(_key: unknown, copy: CaptionCopy): void {
    this.last = copy
  }
}

describe('captions that were sent', () => {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-compare-'))
  writeFileSync(join(folder, FILE.name), vtt('Mine'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  /** What is kept when the instance has this text afterwards; null: none. */
  async function kept(text: string | null, isPut = true): Promise<CaptionCopy | null> {
    const copies = new Copies()
    const captions = {
      list: () => Promise.resolve(text === null ? [] : [caption('after')]),
      read: () => Promise.resolve(Buffer.from(text ?? '')),
    }
    const files = { pathOf: ({ name }: { name: string }) => join(folder, name) }
    await keepSent(
      { files, copies, readCaptions: readInPlace, now: () => 1 },
      { edit: { accountId: 'a', uuid: 'v' }, server: { captions }, signal: new AbortController().signal },
      [caption('before')],
      [{ language: 'en', file: isPut ? FILE : null, base: 'before' }],
    )
    return copies.last
  }

  it('replaced what was there before', async () => {
    expect(await kept(vtt('Mine'))).toMatchObject({ version: 'after', replaced: ['before'] })
    expect(await kept(null, false)).toMatchObject({ version: null, cues: [], replaced: ['before'] })
  })

  it('and were changed by somebody else at once are not taken for ours', async () => {
    const theirs = { version: 'after', cues: [{ text: 'Theirs' }], replaced: [] }
    expect(await kept(vtt('Theirs'))).toMatchObject(theirs)
    expect(await kept(vtt('Theirs'), false)).toMatchObject(theirs)
  })
})
