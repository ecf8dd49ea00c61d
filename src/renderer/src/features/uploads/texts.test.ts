import {
  BLOCK_REASONS,
  FAILURE_CODES,
  RETRY_CODES,
  stepSchema,
  type UploadState,
} from '@shared/uploads/upload'
import { PROBLEM_CODES } from '@shared/uploads/validate-draft'
import { describe, expect, it } from 'vitest'
import { createFormat } from '../../composables/format'
import { i18n } from '../../i18n'
import { uploads as en } from '../../i18n/en/uploads'
import { uploads as fr } from '../../i18n/fr/uploads'
import { FILTERS, groupOf } from './filters'
import { hintText } from './hint-text'
import { problemText } from './problem-text'
import { showsProgress, stateWords } from './state-words'
import { aRow, aSession } from './testing'
import { countVerbs, remedyOf, rowVerbs, VERBS } from './verbs'

const video = { id: 1, uuid: 'u', shortUuid: 's' }
const NOW = 1_000_000

const STATES: UploadState[] = [
  { name: 'draft' },
  { name: 'queued', session: null, attempt: 0, notBefore: null, restartedBecause: null },
  { name: 'queued', session: null, attempt: 1, notBefore: NOW + 1, restartedBecause: null },
  {
    name: 'queued',
    session: null,
    attempt: 0,
    notBefore: NOW + 1,
    retryBecause: { code: 'rate-limited' },
    restartedBecause: null,
  },
  {
    name: 'queued',
    session: null,
    attempt: 2,
    notBefore: NOW + 1,
    retryBecause: { serverWords: 'no room' },
    restartedBecause: null,
  },
  { name: 'queued', session: null, attempt: 0, notBefore: null, restartedBecause: 'session-expired' },
  { name: 'queued', session: null, attempt: 0, notBefore: null, restartedBecause: 'file-replaced' },
  { name: 'uploading', session: aSession(), attempt: 0 },
  { name: 'paused', session: null },
  ...BLOCK_REASONS.map((reason) => ({
    name: 'blocked' as const,
    reason,
    session: null,
    since: 0,
    detail: null,
  })),
  { name: 'finishing', session: aSession(), attempt: 0 },
  { name: 'processing', video, since: 0 },
  { name: 'published', video, publishedAt: 0 },
  ...FAILURE_CODES.map((code) => ({
    name: 'failed' as const,
    code,
    status: null,
    detail: '',
    session: null,
    video: null,
    at: 0,
  })),
  { name: 'cancelled' },
  { name: 'cancelled', lastSession: aSession(), soughtSince: 0 },
]

function textAt(texts: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => Reflect.get(at as object, key), texts)
}

describe.each([
  ['English', en],
  ['French', fr],
])('%s', (_language, texts) => {
  it.each(STATES)('has words for %o', (state) => {
    const words = stateWords(aRow({ state }), NOW)
    expect(textAt(texts, words.label)).toEqual(expect.any(String))
    if (words.hint !== null) expect(textAt(texts, words.hint)).toEqual(expect.any(String))
    expect(words.icon).toMatch(/^i-lucide-/)
  })

  it('has a next step for each failure, and words for each group, verb and part', () => {
    expect(Object.keys(texts.nextStep).sort()).toEqual([...FAILURE_CODES].sort())
    expect(Object.keys(texts.failure).sort()).toEqual([...FAILURE_CODES].sort())
    expect(Object.keys(texts.filter).sort()).toEqual([...FILTERS].sort())
    expect(Object.keys(texts.emptyFilter)).toEqual(FILTERS.filter((name) => name !== 'all'))
    expect(Object.keys(texts.did).sort()).toEqual([...VERBS].sort())
    expect(Object.keys(texts.verb)).toEqual(expect.arrayContaining([...VERBS]))
    expect(Object.keys(texts.retryReason).sort()).toEqual([...RETRY_CODES].sort())
    expect(Object.keys(texts.step).sort()).toEqual([...stepSchema.shape.kind.options].sort())
  })

  it('has a sentence for each problem', () => {
    expect(Object.keys(texts.problems).sort()).toEqual([...PROBLEM_CODES].sort())
  })
})

describe('a row', () => {
  it('offers what its state allows, the likeliest first', () => {
    expect(rowVerbs(aRow())).toEqual(['submit', 'remove'])
    expect(rowVerbs(aRow({ state: { name: 'paused', session: null } }))).toEqual(['resume', 'cancel'])
    expect(countVerbs([aRow(), aRow(), aRow({ state: { name: 'cancelled' } })])).toMatchObject({
      submit: 2,
      remove: 3,
      pause: 0,
    })
  })

  it('that arrived although it was cancelled is kept or deleted, and not tried again', () => {
    const late = { name: 'failed', code: 'cancelled-late', status: null, detail: '', at: 0 } as const
    const row = aRow({ state: { ...late, session: null, video } })
    expect(remedyOf(row)).toBe('keep')
    expect(rowVerbs(row)).toEqual(['discard', 'remove'])
    expect(countVerbs([row])).toMatchObject({ retry: 0, keep: 1, discard: 1, remove: 1 })
  })

  it('that is published for nobody yet is not called done', () => {
    const state = { name: 'published' as const, video, publishedAt: 0 }
    const steps = [{ kind: 'embedPrivacy' as const, key: '', error: null }]
    const held = aRow({ state, steps, isHeldBack: true })
    expect(stateWords(held, NOW)).toMatchObject({ label: 'state.heldBack', hint: 'hint.heldBack' })
    expect(groupOf(held)).toBe('active')
    expect(stateWords(aRow({ state, steps }), NOW).label).toBe('state.published')
    const refused = { ...held, steps: steps.map((step) => ({ ...step, error: { serverWords: 'no' } })) }
    expect(stateWords(refused, NOW).hint).toBe('hint.heldBackFailed')
    for (const texts of [en, fr]) {
      expect([texts.state.heldBack, texts.hint.heldBack, texts.hint.heldBackFailed]).not.toContain('')
    }
  })

  it.each([
    ['signed-out', 'sign-in'],
    ['file-missing', 'locate'],
    ['quota', 'details'],
    ['offline', null],
  ] as const)('blocked as %s is mended by %s', (reason, remedy) => {
    const state = { name: 'blocked' as const, reason, session: null, since: 0, detail: null }
    expect(remedyOf(aRow({ state }))).toBe(remedy)
  })

  it.each([
    [2, { serverWords: 'The disk is full' }, 'Attempt 2 failed: The disk is full'],
    [1, { code: 'timeout' }, 'Attempt 1 failed: The instance did not answer in time'],
    [0, { code: 'rate-limited' }, 'The instance asks for a pause'],
    [3, undefined, 'Attempt 3 failed, the next one follows by itself.'],
  ] as const)('that waits to be tried again says after attempt %i why: %o', (attempt, retryBecause, hint) => {
    const why = retryBecause === undefined ? {} : { retryBecause }
    const queued = {
      name: 'queued',
      session: null,
      attempt,
      notBefore: NOW + 1,
      restartedBecause: null,
    } as const
    const words = stateWords(aRow({ state: { ...queued, ...why } }), NOW)
    expect(hintText(words, i18n.global.t)).toBe(hint)
  })

  it('shows a bar while bytes flow or wait half way', () => {
    const paused = { name: 'paused' as const, session: null }
    expect(showsProgress(aRow({ state: paused, bytesSent: 0 }))).toBe(false)
    expect(showsProgress(aRow({ state: paused, bytesSent: 1 }))).toBe(true)
    expect(showsProgress(aRow({ state: { name: 'published', video, publishedAt: 0 }, bytesSent: 1 }))).toBe(
      false,
    )
  })

  it('tells sizes in bytes and other numbers as the language writes them', () => {
    const t = (key: string, params: Record<string, unknown>, plural: number) =>
      [key, params['max'], plural].join('|')
    const format = createFormat('en')
    const large = { field: 'thumbnail' as const, code: 'file-too-large', params: { max: 4_000_000 } }
    expect(problemText(large, t, format)).toBe('uploads.problems.file-too-large|4 MB|4000000')
    const long = { field: 'title' as const, code: 'too-long', params: { max: 120, actual: 130 } }
    expect(problemText(long, t, format)).toBe('uploads.problems.too-long|120|120')
    const description = {
      field: 'description' as const,
      code: 'too-long',
      params: { max: 10_000, actual: 12_345 },
    }
    expect(problemText(description, t, createFormat('fr'))).toBe(
      'uploads.problems.too-long|10\u202f000|10000',
    )
    const params = { value: 'Frensh', total: 1_234, choices: 'French' }
    const unknown = { field: 'language' as const, code: 'unknown-word-of-many', params }
    expect(problemText(unknown, i18n.global.t, format)).toBe(
      '“Frensh” is not known here. 1,234 words are possible, for example: French.',
    )
    const untitled = {
      field: 'chapters',
      code: 'item-too-short',
      params: { min: 1, actual: 0, value: 83 },
    } as const
    expect(problemText(untitled, (key, { value }) => `${key}|${String(value)}`, format)).toBe(
      'uploads.chapterProblems.item-too-short|1:23',
    )
  })
})
