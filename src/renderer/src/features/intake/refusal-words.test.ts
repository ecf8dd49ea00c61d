import { REFUSALS, type Refusal } from '@shared/uploads/intake'
import { expect, it } from 'vitest'
import { en } from '../../i18n/en'
import { refusalDetail, refusalWords } from './refusal-words'

const refusal = (reason: Refusal['reason'], detail: string): Refusal => ({ name: 'x', reason, detail })

it.each([
  ['not-a-video', '.sh', 'not-a-video'],
  ['not-a-video', 'hidden', 'hidden'],
  ['not-a-video', 'special', 'special'],
  ['not-a-video', '', 'no-extension'],
  ['unreadable', 'EACCES', 'not-permitted'],
  ['unreadable', 'special', 'special'],
  ['unreadable', 'no-path', 'no-path'],
  ['unreadable', 'EIO', 'unreadable'],
  ['unreadable', '', 'unreadable'],
  ['not-a-video', 'constructor', 'not-a-video'],
  ['already-queued', 'hidden', 'already-queued'],
] as const)('%s (%s) is told as %s', (reason, detail, words) => {
  expect(refusalWords(refusal(reason, detail))).toBe(words)
})

it('names the language of captions, not its code', () => {
  expect(refusalDetail(refusal('language-taken', 'fr'), 'en')).toBe('French')
  expect(refusalDetail(refusal('language-taken', '-'), 'en')).toBe('-')
  expect(refusalDetail(refusal('already-queued', 'fr'), 'en')).toBe('fr')
})

it('has a text for each', () => {
  const details = ['', 'hidden', 'special', 'EPERM', 'no-path', '.sh']
  const keys = REFUSALS.flatMap((reason) => details.map((detail) => refusalWords(refusal(reason, detail))))
  expect(Object.keys(en.intake.reasons)).toEqual(expect.arrayContaining(keys))
})
