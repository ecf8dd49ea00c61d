import { describe, expect, it } from 'vitest'
import {
  BULK_FIELDS,
  codeOf,
  countsVideos,
  emptyChange,
  howsOf,
  labelOf,
  readChange,
  readCode,
  readForm,
  type ChangeForm,
} from './change-form'
import { bulkChangeSchema } from '@shared/library/bulk'
import { formToStore, restoreForm } from './stored-form'

const ACCOUNT = '3f2b8f9c-6b1e-4c53-9d5e-0f6f8f1f3a11'
const ZONE = 'Europe/Paris'

const NOW = Date.parse('2026-11-01T12:00:00Z')
const CHOICES: Partial<Record<ChangeForm['field'], string>> = { language: 'fr', playerTheme: 'galaxy' }

function filled(part: Partial<ChangeForm> & Pick<ChangeForm, 'field'>): ChangeForm {
  return {
    ...emptyChange('a', part.field, ZONE),
    text: 'text',
    find: 'find',
    items: ['word'],
    choice: { id: CHOICES[part.field] ?? 2 },
    date: '2026-12-01',
    channels: { [ACCOUNT]: 1 },
    playlists: { [ACCOUNT]: [2] },
    ...part,
  }
}

describe('a change as it is typed', () => {
  it('is what main takes, whatever is done to whichever field', () => {
    for (const field of BULK_FIELDS) {
      for (const how of howsOf(field)) {
        const read = readChange(filled({ field, how }), NOW)
        if ('problem' in read) throw new Error(`${field} ${how}: ${read.problem}`)
        expect(bulkChangeSchema.parse(read.value)).toEqual(read.value)
      }
    }
  })

  it('is named by a code that is read back', () => {
    for (const field of BULK_FIELDS) {
      for (const how of howsOf(field)) expect(readCode(codeOf({ field, how }))).toEqual({ field, how })
    }
    expect(readCode('title:steps')).toBeNull()
  })

  it('names the first three in the label of the batch, which always fits', () => {
    const changes = BULK_FIELDS.map((field) => emptyChange(field, field, ZONE))
    const label = labelOf({ changes, firstNumber: 1, numberStep: 1 })
    expect(label.split(' ')).toEqual([...changes.slice(0, 3).map(codeOf), `+${String(changes.length - 3)}`])
    expect(labelOf({ changes: changes.slice(0, 1), firstNumber: 1, numberStep: 1 })).toBe('title:set')
  })

  it.each([
    [{ field: 'title', text: ' ' }, 'text'],
    [{ field: 'title', how: 'add', text: '' }, 'text'],
    [{ field: 'title', how: 'replace', find: '' }, 'find'],
    [{ field: 'tags', how: 'add', items: [] }, 'items'],
    [{ field: 'category', choice: null }, 'choice'],
    [{ field: 'privacy', choice: { id: null } }, 'choice'],
    [{ field: 'playerTheme', choice: null }, 'choice'],
    [{ field: 'embedPrivacy', how: 'add', items: [] }, 'items'],
    [{ field: 'schedule', date: '' }, 'date'],
    [{ field: 'schedule', date: '2026-10-31' }, 'past'],
    [{ field: 'schedule', time: '' }, 'time'],
    [{ field: 'schedule', everyDays: 1.5 }, 'days'],
    [{ field: 'channelId', channels: {} }, 'channel'],
    [{ field: 'playlists', playlists: { [ACCOUNT]: [] } }, 'playlists'],
  ] as const)('says what is missing: %j', (part, problem) => {
    expect(readChange(filled(part as Partial<ChangeForm> & Pick<ChangeForm, 'field'>), NOW)).toEqual({
      problem,
    })
  })

  it('may empty a description, and all tags', () => {
    expect(readChange(filled({ field: 'description', text: '' }), NOW)).toHaveProperty('value')
    expect(readChange(filled({ field: 'tags', how: 'set', items: [] }), NOW)).toHaveProperty('value')
  })
})

describe('the form', () => {
  it('names every change that lacks something', () => {
    const changes = [filled({ field: 'title', id: 'one' }), filled({ field: 'tags', id: 'two', items: [] })]
    const read = readForm({ changes, firstNumber: 1, numberStep: 1 }, ZONE, NOW)
    expect(read).toEqual({ problems: new Map([['two', 'items']]) })
  })

  it('asks for numbers only where videos are counted', () => {
    const counted = (text: string): boolean =>
      countsVideos({ changes: [filled({ field: 'title', text })], firstNumber: 1, numberStep: 1 })
    expect([counted('Part {n}'), counted('Part {n:3}'), counted('{name}')]).toEqual([true, true, false])
  })

  it('comes back after a restart as it was typed, but for passwords', () => {
    const changes = [
      filled({ field: 'title', text: 'Part {n}' }),
      filled({ field: 'passwords', id: 'b', items: ['secret'] }),
    ]
    const text = formToStore({ changes, firstNumber: 7, numberStep: 2 })
    expect(text).not.toContain('secret')
    expect(restoreForm(text, 'UTC')).toEqual({
      changes: [changes[0], { ...changes[1], items: [], find: '' }],
      firstNumber: 7,
      numberStep: 2,
    })
  })

  it.each([
    '',
    'null',
    '{"changes":[{"field":"mood"},7,null]}',
    '{"changes":[{"id":"a","field":"title","how":"steps"}]}',
  ])('is made of what it understands: %s', (text) => {
    const { changes } = restoreForm(text, ZONE)
    expect(changes.every(({ field, how }) => howsOf(field).includes(how))).toBe(true)
  })
})
