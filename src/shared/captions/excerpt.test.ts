import { describe, expect, it } from 'vitest'
import type { Cue } from './cue'
import { captionExcerpts, sameCues } from './excerpt'

const cuesOf = (...texts: string[]): Cue[] =>
  texts.map((text, index) => ({ startMs: index * 1000, endMs: index * 1000 + 500, text }))

describe('what of captions differs', () => {
  it('is shown without what all sides begin and end with', () => {
    const [before, mine, server] = captionExcerpts([
      cuesOf('a', 'b', 'c', 'd', 'e', 'f'),
      cuesOf('a', 'b', 'c', 'mine', 'e', 'f'),
      cuesOf('a', 'b', 'c', 'theirs', 'e', 'f'),
    ])
    expect(before).toBe(
      '…\n00:00:02.000 – 00:00:02.500\nc\n00:00:03.000 – 00:00:03.500\nd\n00:00:04.000 – 00:00:04.500\ne\n…',
    )
    expect(mine).toContain('mine')
    expect(server).toContain('theirs')
    expect(server).not.toContain('\nf')
  })

  it('is all of it where a side is not there, and nothing of that side', () => {
    expect(captionExcerpts([null, cuesOf('a'), null])).toEqual([
      '',
      expect.stringContaining('a') as string,
      '',
    ])
    expect(captionExcerpts([cuesOf('a'), cuesOf()])[1]).toBe('')
  })

  it('is cut where it is long', () => {
    const long = cuesOf(...Array.from({ length: 5000 }, (_, index) => `line ${String(index)}`))
    const [text = ''] = captionExcerpts([long, null])
    expect(text.length).toBeLessThan(4000)
    expect(text.endsWith('…')).toBe(true)
  })

  it('is nothing when both say the same at the same times', () => {
    expect(sameCues(cuesOf('a', 'b'), cuesOf('a', 'b'))).toBe(true)
    expect(sameCues(cuesOf('a', 'b'), cuesOf('a'))).toBe(false)
    expect(sameCues(cuesOf('a'), [{ startMs: 1, endMs: 500, text: 'a' }])).toBe(false)
  })
})
