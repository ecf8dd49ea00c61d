import type { Choice } from '@shared/accounts/choices'
import { emptyDraft, PRIVACY } from '@shared/uploads/draft-values'
import { problemSchema } from '@shared/uploads/upload'
import { expect, it } from 'vitest'
import type { EditableColumn } from './columns'
import { fromRow } from './record'

const LISTS = {
  channels: [
    { id: 1, name: 'harbour', displayName: 'Harbour', support: '' },
    { id: 2, name: 'twin_a', displayName: 'Twin', support: '' },
    { id: 3, name: 'twin_b', displayName: 'Twin', support: '' },
  ],
  categories: [
    { id: 1, label: 'Music' },
    { id: 8, label: 'Plays' },
    { id: 9, label: 'Plays' },
  ],
  licences: [],
  languages: ['Danish', 'Dutch', 'English', 'French', 'Frisian', 'Greek', 'Irish', 'Malay', 'Welsh'].map(
    (label): Choice => ({ id: label.slice(0, 2).toLowerCase(), label }),
  ),
  privacies: [
    { id: PRIVACY.public, label: 'Public' },
    { id: PRIVACY.unlisted, label: 'Unlisted' },
    { id: PRIVACY.private, label: 'Private' },
    { id: PRIVACY.internal, label: 'Internal' },
    { id: PRIVACY.passwordProtected, label: 'Password protected' },
  ],
}

function problemsOf(cells: Partial<Record<EditableColumn, string>>, lists = LISTS) {
  const row = { place: 2, uuid: 'u', cells: new Map(Object.entries(cells) as [EditableColumn, string][]) }
  const { fields, problems } = fromRow(row, lists, { ...emptyDraft(''), playerTheme: 'a-later-one' })
  // Nothing is taken of a field that means nothing; each is kept as edits are.
  expect([fields, problems.map((one) => problemSchema.parse(one))]).toEqual([{}, problems])
  return problems
}

const named: [EditableColumn, string, string, string][] = [
  // A table brings no passwords.
  ['privacy', 'Sekret', 'privacy', 'Public, Unlisted, Private, Internal'],
  ['channel', 'Quay', 'channelId', 'Harbour, 2 (twin_a), 3 (twin_b)'],
  ['category', 'Musik', 'category', 'Music, 8, 9'],
  ['comments', 'yes', 'commentsPolicy', 'enabled, disabled, approval'],
  ['playerTheme', 'galxy', 'playerTheme', 'channel-default, instance-default, galaxy, lucide, a-later-one'],
]
it.each(named)('%s: %j is told with what is possible', (column, value, field, choices) => {
  expect(problemsOf({ [column]: ` ${value} ` })).toEqual([
    { field, code: 'unknown-word', params: { value, choices } },
  ])
})

it.each([
  ['Frensh', 'French'],
  ['Fr', 'French, Frisian'],
  ['Deutsch', 'Danish, Dutch'],
  ['123', 'Danish, Dutch, English, French, Frisian, Greek, Irish, Malay'],
])('of many languages those are named that begin like %s', (value, choices) => {
  const { languages } = LISTS
  const lists = { ...LISTS, languages: languages.map(({ label }) => ({ id: `x-${label}`, label })) }
  expect(problemsOf({ language: value }, lists)).toEqual([
    { field: 'language', code: 'unknown-word-of-many', params: { value, total: 9, choices } },
  ])
})

it.each(['nsfw', 'download', 'waitTranscoding'] as const)('%s says that it is yes or no', (column) => {
  expect(problemsOf({ [column]: 'maybe' })).toMatchObject([
    { code: 'not-yes-or-no', params: { value: 'maybe' } },
  ])
  expect(problemsOf({ [column]: '' })).toMatchObject([{ code: 'required', params: {} }])
})

it('a name that several have is told with their numbers', () => {
  expect(problemsOf({ channel: 'twin', category: 'Plays' })).toEqual([
    {
      field: 'channelId',
      code: 'ambiguous-word',
      params: { value: 'twin', choices: '2 (twin_a), 3 (twin_b)' },
    },
    { field: 'category', code: 'ambiguous-word', params: { value: 'Plays', choices: '8, 9' } },
  ])
})

it('where the instance gave no list nothing is named', () => {
  expect(problemsOf({ licence: 'Free' })).toEqual([
    { field: 'licence', code: 'not-offered', params: { value: 'Free' } },
  ])
})

const MOMENT = '2027-02-01T18:00:00Z'
const schedules: [string, string | undefined, string, object][] = [
  ['01/02/2027 18:00', 'Public', 'not-a-moment', { value: '01/02/2027 18:00' }],
  ['2027-02-01', 'Public', 'not-a-moment', { value: '2027-02-01' }],
  [MOMENT, undefined, 'no-schedule-privacy', {}],
  [MOMENT, ' ', 'no-schedule-privacy', {}],
  [MOMENT, 'Sekret', 'unknown-word', { value: 'Sekret', choices: 'Public, Unlisted, Internal' }],
]
it.each(schedules)('a schedule at %s as %s is refused: %s', (scheduledAt, privacy, code, params) => {
  const cells = { scheduledAt, ...(privacy === undefined ? {} : { scheduledPrivacy: privacy }) }
  expect(problemsOf(cells)).toEqual([{ field: 'schedule', code, params }])
})

it.each(['31/12/2025', '12/07/1998', '2025-13-45', '2027-02-31', 'soon'])(
  '%s is told as no date',
  (value) => {
    expect(problemsOf({ originalDate: ` ${value} ` })).toEqual([
      { field: 'originallyPublishedAt', code: 'not-a-date', params: { value } },
    ])
  },
)

it('what is told stays short, whatever a cell or an instance says', () => {
  const long = 'é😀'.repeat(1_000)
  const lists = {
    ...LISTS,
    channels: LISTS.channels.map((channel) => ({ ...channel, name: long, displayName: long })),
    languages: Array.from({ length: 500 }, (_, id) => ({ id, label: `${long}${String(id)}` })),
  }
  const problems = problemsOf({ channel: long, language: long, originalDate: long, nsfw: long }, lists)
  expect(problems).toHaveLength(4)
  for (const text of problems.flatMap(({ params }) => Object.values(params)).map(String)) {
    expect(text.length).toBeLessThan(1_700)
    expect(text).not.toMatch(/\p{Surrogate}/u)
  }
})
