import type { CaptionEntry } from '@shared/captions/caption'
import { describe, expect, it } from 'vitest'
import { isReady, isTicked, lineOf, replacedBy, type BatchLine } from './batch-lines'

const file = (id: string, language: string | null = 'en'): BatchLine =>
  lineOf(
    { id, name: `${id}.srt`, uuid: 'v', language, cues: 1, unread: 0, simplified: false, problem: null },
    null,
  )
const entry = (some: Partial<CaptionEntry>): CaptionEntry => ({
  ...{ language: 'en', isAutomatic: false, isOnInstance: false, version: null, isDraft: false },
  ...{ pending: null, ...some },
})
const there = (...captions: CaptionEntry[]) => new Map([['v', captions]])

describe('a caption file of several', () => {
  it('that would replace unsaved work is not ticked until the person does', () => {
    const line = file('a')
    const kept = there(entry({ isDraft: true, isOnInstance: true }))
    expect(isTicked(line, kept)).toBe(false)
    expect(isTicked({ ...line, ticked: true }, kept)).toBe(true)
    expect(isTicked(line, there(entry({ isOnInstance: true })))).toBe(true)
    expect(isTicked(line, there(entry({ language: 'fr', isDraft: true })))).toBe(true)
  })

  it('is not sent before it is known what it replaces', () => {
    const line = file('a')
    expect(replacedBy(line, new Map())).toBe('asking')
    expect(isReady({ ...line, ticked: true }, [line], new Map())).toBe(false)
    expect(isReady(line, [line], there())).toBe(true)
  })

  it('is sent where nobody could say what is there', () => {
    const line = file('a')
    const unknown = new Map([['v', null]])
    expect([replacedBy(line, unknown), isReady(line, [line], unknown)]).toEqual(['unknown', true])
  })

  it('is not sent where another one goes, unless that one is not ticked', () => {
    const [one, other] = [file('a'), file('b')]
    expect(isReady(one, [one, other], there())).toBe(false)
    expect(isReady(one, [one, { ...other, ticked: false }], there())).toBe(true)
  })

  it('without a language has no place yet', () => {
    const line = file('a', null)
    expect([replacedBy(line, there()), isReady(line, [line], there())]).toEqual([null, false])
  })
})
