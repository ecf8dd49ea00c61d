import { AppError } from '@shared/errors'
import { bulkEditSchema, type BulkChange, type SitesChange } from '@shared/library/bulk'
import type { VideoFields } from '@shared/library/edit'
import { differences } from '@shared/library/edit-changes'
import { COMMENTS, EMBED_POLICY, emptyDraft, PRIVACY, type EmbedPrivacy } from '@shared/uploads/draft'
import { PLAYER_THEME } from '@shared/uploads/draft-values'
import { describe, expect, it } from 'vitest'
import { instanceLimits } from '../../../../test/support/instance-limits'
import { createPlan, type BulkFields, type BulkVideo } from './plan-changes'

const ACCOUNT = '3f2b8f6e-0a53-4c7a-9a3c-1f0c0a4d5e6f'
const OTHER = '7d0b8f6e-0a53-4c7a-9a3c-1f0c0a4d5e6f'

function video(fields: Partial<BulkFields> = {}, accountId = ACCOUNT): BulkVideo {
  return {
    accountId,
    channelName: 'Harbour',
    shownAt: Date.parse('2026-03-29T22:30:00Z'),
    fields: { ...emptyDraft('Boats at dawn'), ...fields },
  }
}

/** With the fields alone that become different, as the planner keeps them. */
async function planned(changes: BulkChange[], target = video(), place = 0) {
  const edit = { changes, firstNumber: 1, numberStep: 1, timeZone: 'Europe/Paris' }
  const plan = (await createPlan(bulkEditSchema.parse(edit)))(target, place)
  const whole: VideoFields = { ...emptyDraft(''), ...target.fields }
  return { ...plan, fields: differences(whole, plan.fields, instanceLimits().features).changes }
}

describe('texts', () => {
  const cases: [string, BulkChange, string][] = [
    ['set', { field: 'title', change: { how: 'set', text: 'Part {n:2}' } }, 'Part 03'],
    [
      'set by the date of its zone',
      { field: 'title', change: { how: 'set', text: '{date} {title}' } },
      '2026-03-30 Boats at dawn',
    ],
    [
      'year, month, day, channel',
      { field: 'title', change: { how: 'set', text: '{day}.{month}.{year} {channel}' } },
      '30.03.2026 Harbour',
    ],
    [
      'unknown braces stay',
      { field: 'title', change: { how: 'set', text: '{what} {date:2}' } },
      '{what} {date:2}',
    ],
    [
      'added in front',
      { field: 'title', change: { how: 'add', text: '#{n} ', where: 'start' } },
      '#3 Boats at dawn',
    ],
    [
      'added behind',
      { field: 'title', change: { how: 'add', text: ' (HD)', where: 'end' } },
      'Boats at dawn (HD)',
    ],
    [
      'replaced as typed',
      { field: 'title', change: { how: 'replace', find: 'at', by: '@', isPattern: false, matchCase: true } },
      'Bo@s @ dawn',
    ],
    [
      'replaced without regard to case',
      {
        field: 'title',
        change: { how: 'replace', find: 'BOATS', by: '$1', isPattern: false, matchCase: false },
      },
      '$1 at dawn',
    ],
    [
      'replaced by groups',
      {
        field: 'title',
        change: {
          how: 'replace',
          find: '(\\w+) at (\\w+)',
          by: '$2: $1 for $$5',
          isPattern: true,
          matchCase: true,
        },
      },
      'dawn: Boats for $5',
    ],
    [
      'an empty match moves on',
      { field: 'title', change: { how: 'replace', find: 'x*', by: '-', isPattern: true, matchCase: true } },
      '-B-o-a-t-s- -a-t- -d-a-w-n-',
    ],
  ]
  it.each(cases)('%s', async (_, change, title) => {
    expect((await planned([change], video(), 2)).fields).toEqual({ title })
  })

  it('takes the next number from step and first number, below zero too', async () => {
    const edit = {
      changes: [{ field: 'title', change: { how: 'set', text: '{n:3}' } }],
      firstNumber: 10,
      numberStep: -5,
      timeZone: 'UTC',
    }
    const plan = await createPlan(bulkEditSchema.parse(edit))
    expect([0, 1, 2, 3].map((place) => plan(video(), place).fields.title)).toEqual([
      '010',
      '005',
      '000',
      '-005',
    ])
  })

  it('makes several changes of one field follow one another', async () => {
    const { fields } = await planned([
      {
        field: 'title',
        change: { how: 'replace', find: ' at dawn', by: '', isPattern: false, matchCase: true },
      },
      { field: 'title', change: { how: 'add', text: ' {n}', where: 'end' } },
    ])
    expect(fields).toEqual({ title: 'Boats 1' })
  })

  it.each([
    ['(', 'x'],
    ['a(?=b)', 'x'],
    ['(a)', '$2'],
  ])('refuses the pattern %s with %s', async (find, by) => {
    const change = {
      field: 'title' as const,
      change: { how: 'replace' as const, find, by, isPattern: true, matchCase: true },
    }
    const refusal = await planned([change]).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(AppError)
    expect(refusal).toMatchObject({ code: 'pattern-invalid', details: { pattern: find } })
  })

  it('is not stopped by a pattern that grows without end in other engines', async () => {
    const change = { how: 'replace' as const, find: '(a+)+$', by: '', isPattern: true, matchCase: true }
    const title = `${'a'.repeat(5000)}b`
    expect((await planned([{ field: 'title', change }], video({ title }))).fields).toEqual({})
  })
})

describe('lists', () => {
  const cases: [string, BulkChange & { field: 'tags' }, string[] | undefined][] = [
    ['set', { field: 'tags', change: { how: 'set', items: ['sea', 'sea', 'sun'] } }, ['sea', 'sun']],
    [
      'added once',
      { field: 'tags', change: { how: 'add', items: ['sea', 'port'] } },
      ['Port', 'sea', 'port'],
    ],
    ['taken out whatever the case', { field: 'tags', change: { how: 'remove', items: ['PORT'] } }, ['sea']],
    ['one for another', { field: 'tags', change: { how: 'replace', find: 'port', by: 'sea' } }, ['sea']],
    ['one for nothing', { field: 'tags', change: { how: 'replace', find: 'sea', by: '' } }, ['Port']],
    ['nothing becomes different', { field: 'tags', change: { how: 'remove', items: ['sun'] } }, undefined],
  ]
  it.each(cases)('%s', async (_, change, tags) => {
    expect((await planned([change], video({ tags: ['Port', 'sea'] }))).fields.tags).toEqual(tags)
  })
})

describe('sites that may embed a video', () => {
  const listed = { policy: EMBED_POLICY.allowlist, domains: ['a.org', 'b.org'] }
  const everywhere = { policy: EMBED_POLICY.everywhere, domains: [] }
  const later = { policy: 7, domains: [] }
  const cases: [SitesChange, EmbedPrivacy, EmbedPrivacy | undefined][] = [
    [{ how: 'set', items: ['c.org', 'c.org'] }, everywhere, { ...listed, domains: ['c.org'] }],
    [{ how: 'set', items: [] }, listed, { ...listed, domains: [] }],
    [
      { how: 'add', items: ['B.org', 'c.org'] },
      listed,
      { ...listed, domains: ['a.org', 'b.org', 'B.org', 'c.org'] },
    ],
    [{ how: 'add', items: ['a.org'] }, listed, undefined],
    [{ how: 'add', items: ['c.org'] }, everywhere, undefined],
    [{ how: 'remove', items: ['A.org'] }, listed, { ...listed, domains: ['b.org'] }],
    [{ how: 'remove', items: ['a.org', 'b.org'] }, listed, { ...listed, domains: [] }],
    [{ how: 'remove', items: ['a.org'] }, later, undefined],
    [{ how: 'clear' }, listed, everywhere],
    [{ how: 'clear' }, everywhere, undefined],
  ]
  it.each(cases)('%j of %j', async (change, embedPrivacy, expected) => {
    const { fields } = await planned([{ field: 'embedPrivacy', change }], video({ embedPrivacy }))
    expect(fields.embedPrivacy).toEqual(expected)
  })
})

describe('schedule in steps', () => {
  const steps = (everyDays: number): BulkChange => ({
    field: 'schedule',
    change: {
      how: 'steps',
      date: '2026-03-28',
      time: '18:00',
      timeZone: 'Europe/Paris',
      everyDays,
      privacy: PRIVACY.public,
    },
  })

  it('stays at its hour when the clock changes', async () => {
    const times = await Promise.all(
      [0, 1, 2].map(async (place) => (await planned([steps(1)], video(), place)).fields.schedule?.updateAt),
    )
    expect(times).toEqual([
      '2026-03-28T17:00:00.000Z',
      '2026-03-29T16:00:00.000Z',
      '2026-03-30T16:00:00.000Z',
    ])
  })

  it('can be taken away', async () => {
    const schedule = { updateAt: '2027-01-01T00:00:00.000Z', privacy: PRIVACY.public, timeZone: 'UTC' }
    const { fields } = await planned([{ field: 'schedule', change: { how: 'clear' } }], video({ schedule }))
    expect(fields).toEqual({ schedule: null })
  })
})

describe('everything else', () => {
  it('sets choices and switches, and names only what becomes different', async () => {
    const { fields } = await planned([
      { field: 'category', id: 5 },
      { field: 'licence', id: null },
      { field: 'privacy', id: PRIVACY.public },
      { field: 'commentsPolicy', id: COMMENTS.enabled },
      { field: 'downloadEnabled', on: false },
      { field: 'playerTheme', id: PLAYER_THEME.galaxy },
      { field: 'originallyPublishedAt', date: '2020-02-02' },
    ])
    expect(fields).toEqual({
      category: 5,
      privacy: PRIVACY.public,
      downloadEnabled: false,
      playerTheme: PLAYER_THEME.galaxy,
      originallyPublishedAt: '2020-02-02',
    })
  })

  it('moves each account’s videos to a channel of its own', async () => {
    const change: BulkChange = { field: 'channelId', byAccount: { [ACCOUNT]: 7 } }
    expect((await planned([change])).fields).toEqual({ channelId: 7 })
    expect((await planned([change], video({}, OTHER))).fields).toEqual({})
  })

  it('gathers playlists; the later word wins', async () => {
    const { addTo, removeFrom, fields } = await planned([
      { field: 'playlists', how: 'add', byAccount: { [ACCOUNT]: [1, 2] } },
      { field: 'playlists', how: 'remove', byAccount: { [ACCOUNT]: [2, 3], [OTHER]: [1] } },
    ])
    expect({ addTo, removeFrom, fields }).toEqual({ addTo: [1], removeFrom: [2, 3], fields: {} })
  })
})
