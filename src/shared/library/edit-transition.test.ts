import { describe, expect, it } from 'vitest'
import { NO_PARTS } from './edit-changes'
import type { EditFailure, EditState, EditStateName } from './edit'
import { transitionEdit, type EditCore, type EditEvent } from './edit-transition'

const failure: EditFailure = {
  code: 'gone',
  status: null,
  detail: '',
  fieldWords: [],
  otherWords: [],
  problems: [],
}
const conflict = {
  field: 'title',
  base: { title: 'a' },
  mine: { title: 'b' },
  server: { title: 'c' },
} as const

const STATES: Record<EditStateName, EditState> = {
  planned: { name: 'planned' },
  refused: { name: 'refused', problems: [], reason: 'not-found' },
  held: { name: 'held' },
  waiting: { name: 'waiting', note: 'offline', attempts: 2, retryAt: 5 },
  sending: { name: 'sending', attempts: 2 },
  conflict: { name: 'conflict', fields: [conflict], captions: [], picture: null },
  failed: { name: 'failed', failure },
  done: { name: 'done', at: 1 },
}

const EVENTS: EditEvent[] = [
  { type: 'saved', note: null },
  { type: 'run' },
  { type: 'refused', problems: [], reason: 'x' },
  { type: 'begun' },
  { type: 'compared', before: {} },
  { type: 'untaken', before: {} },
  { type: 'interrupted' },
  { type: 'postponed', note: 'unreachable', retryAt: 9 },
  { type: 'collided', fields: [conflict], captions: [], picture: null },
  { type: 'failed', failure },
  { type: 'succeeded', at: 7 },
  { type: 'retried' },
  { type: 'resolved', choices: { title: 'mine' }, captions: {}, picture: null },
  { type: 'extended', changes: { title: 'd' }, base: {} },
]

/** Event -> state -> the state after it; what is not named can't happen. */
const TABLE: Record<EditEvent['type'], Partial<Record<EditStateName, EditStateName>>> = {
  saved: { held: 'waiting' },
  run: { planned: 'waiting' },
  refused: { planned: 'refused' },
  begun: { waiting: 'sending' },
  compared: { sending: 'sending' },
  untaken: { sending: 'sending' },
  interrupted: { sending: 'waiting' },
  postponed: { sending: 'waiting' },
  collided: { sending: 'conflict' },
  failed: { sending: 'failed' },
  succeeded: { sending: 'done' },
  retried: { failed: 'waiting', waiting: 'waiting' },
  resolved: { conflict: 'waiting' },
  extended: { waiting: 'waiting', conflict: 'waiting', failed: 'waiting' },
}

function edit(name: EditStateName, core: Partial<EditCore> = {}): EditCore {
  return {
    state: STATES[name],
    changes: { title: 'b' },
    base: { title: 'a' },
    before: {},
    parts: NO_PARTS,
    ...core,
  }
}

describe('the life of an edit', () => {
  const pairs = EVENTS.flatMap((event) =>
    (Object.keys(STATES) as EditStateName[]).map((name) => [event.type, name, event] as const),
  )

  it.each(pairs)('%s while %s', (type, name, event) => {
    expect(transitionEdit(edit(name), event)?.state.name).toBe(TABLE[type][name])
  })

  it('counts tries in vain, and forgets them when it is tried anew', () => {
    const put = transitionEdit(edit('sending'), { type: 'postponed', note: 'unreachable', retryAt: 9 })
    expect(put?.state).toEqual({ name: 'waiting', note: 'unreachable', attempts: 3, retryAt: 9 })
    expect(transitionEdit(edit('waiting'), { type: 'begun' })?.state).toEqual(STATES.sending)
    expect(transitionEdit(edit('waiting'), { type: 'retried' })?.state).toMatchObject({ attempts: 0 })
  })

  it('remembers what was there before the first try, and no password', () => {
    const first = transitionEdit(edit('sending'), {
      type: 'compared',
      before: { title: 'a', passwords: ['word'] },
    })
    expect(first?.before).toEqual({ title: 'a' })
    const second = transitionEdit(first ?? edit('held'), {
      type: 'compared',
      before: { title: 'b', category: 1 },
    })
    expect(second?.before).toEqual({ title: 'a', category: 1 })
  })

  it('forgets passwords once it is done', () => {
    const sides = { changes: { passwords: ['word'], privacy: 5 }, base: { passwords: [], privacy: 1 } }
    const done = transitionEdit(edit('sending', sides), { type: 'succeeded', at: 3 })
    expect(done).toMatchObject({ changes: { privacy: 5 }, base: { privacy: 1 } })
    expect(JSON.stringify(done)).not.toContain('passwords')
  })

  it('takes the person’s side of each field, and stays in conflict over the others', () => {
    const other = {
      ...conflict,
      field: 'category',
      base: { category: 1 },
      mine: { category: 2 },
      server: { category: 3 },
    } as const
    const core: EditCore = {
      state: { name: 'conflict', fields: [conflict, other], captions: [], picture: null },
      changes: { title: 'b', category: 2 },
      base: { title: 'a', category: 1 },
      before: {},
      parts: NO_PARTS,
    }
    const half = transitionEdit(core, {
      type: 'resolved',
      choices: { title: 'server' },
      captions: {},
      picture: null,
    })
    expect(half).toMatchObject({ state: { name: 'conflict', fields: [other] }, changes: { category: 2 } })
    expect(half?.changes).not.toHaveProperty('title')
    const whole = transitionEdit(half ?? core, {
      type: 'resolved',
      choices: { category: 'mine' },
      captions: {},
      picture: null,
    })
    expect(whole).toMatchObject({
      state: { name: 'waiting' },
      changes: { category: 2 },
      base: { category: 3 },
    })
  })

  it('takes the person’s side of captions, by language', () => {
    const file = { id: '0f8fad5b-d9cb-469f-a165-70867728950e', name: 'a.vtt', bytes: 9 }
    const said = { base: null, mine: 'mine', server: 'theirs' }
    const core = edit('conflict', {
      state: {
        name: 'conflict',
        fields: [],
        captions: [
          { language: 'en', ...said, version: 'v2' },
          { language: 'fr', ...said, version: null },
          { language: 'de', ...said, version: 'v3' },
        ],
        picture: null,
      },
      parts: {
        ...NO_PARTS,
        captions: ['en', 'fr', 'de', 'nl'].map((language) => ({ language, file, base: 'v1' })),
      },
    })
    const captions = { en: 'mine', fr: 'server' } as const
    const half = transitionEdit(core, { type: 'resolved', choices: {}, captions, picture: null })
    expect(half?.state).toMatchObject({ name: 'conflict', captions: [{ language: 'de' }] })
    expect(half?.parts.captions.map(({ language, base }) => [language, base])).toEqual([
      ['en', 'v2'],
      ['de', 'v1'],
      ['nl', 'v1'],
    ])
    const whole = transitionEdit(half ?? core, {
      type: 'resolved',
      choices: {},
      captions: { de: 'mine' },
      picture: null,
    })
    expect(whole?.state.name).toBe('waiting')
  })

  it.each([
    ['mine', { frameAt: 4, base: 'v2' }],
    ['server', null],
  ] as const)('takes the person’s side of a picture: %s', (picture, left) => {
    const file = { id: '0f8fad5b-d9cb-469f-a165-70867728950e', name: 'frame.jpg', bytes: 9 }
    const core = edit('conflict', {
      state: { name: 'conflict', fields: [conflict], captions: [], picture: { version: 'v2' } },
      parts: { ...NO_PARTS, thumbnail: { file, frameAt: 4, base: 'v1' } },
    })
    const half = transitionEdit(core, { type: 'resolved', choices: {}, captions: {}, picture })
    expect(half?.state).toMatchObject({ name: 'conflict', fields: [conflict], picture: null })
    expect(half?.parts.thumbnail).toEqual(left === null ? null : { file, ...left })
    const other = transitionEdit(core, {
      type: 'resolved',
      choices: { title: 'mine' },
      captions: {},
      picture: null,
    })
    expect(other?.state).toMatchObject({ name: 'conflict', fields: [], picture: { version: 'v2' } })
  })
})
