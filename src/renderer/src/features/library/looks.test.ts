import { VIDEO_STATE, type SyncStatus } from '@shared/library/library'
import { describe, expect, it } from 'vitest'
import { COLUMNS, DEFAULT_COLUMNS, fitColumns, nextSort, WIDEST_PX } from './columns'
import { embedCode } from './embed-code'
import { libraryCommand } from './library-keys'
import { rowStateLook } from './state-looks'
import { emptyKind, syncLines } from './sync-lines'
import { DEFAULT_VIEW, readView } from './use-library-view'

describe('columns', () => {
  it('give way where there is little room, the least asked for first', () => {
    expect(fitColumns(DEFAULT_COLUMNS, 2000)).toEqual(DEFAULT_COLUMNS)
    expect(fitColumns(DEFAULT_COLUMNS, 300)).toEqual([])
    expect(fitColumns(DEFAULT_COLUMNS, 500)).toEqual(['publishedAt'])
    expect(fitColumns(['channel'], 2000)).toEqual(['channel'])
    expect(fitColumns(['duration', 'views'], 600, { duration: 400 })).toEqual([])
  })

  it('sort by their own direction first, then by the other', () => {
    const byName = nextSort({ column: 'views', descending: true }, 'name')
    expect(byName).toEqual({ column: 'name', descending: false })
    expect(nextSort(byName, 'name')).toEqual({ column: 'name', descending: true })
    expect(nextSort(byName, 'bytes')).toEqual({ column: 'bytes', descending: true })
  })
})

describe('the stored view', () => {
  it.each([null, 7, 'x', [], {}, { columns: 'all', sort: { column: 'colour' }, mode: 'wall' }])(
    'is the usual one when %j was stored',
    (stored) => {
      expect(readView(stored)).toEqual(DEFAULT_VIEW)
    },
  )

  it('keeps what is understood', () => {
    const sort = { column: 'name', descending: false }
    const stored = {
      mode: 'tiles',
      columns: ['views', 'gone'],
      sort,
      widths: { views: 9999, state: 'x', duration: 90.4 },
    }
    const widths = { views: WIDEST_PX, duration: 90 }
    expect(readView(stored)).toEqual({ ...stored, columns: ['views'], widths })
    expect(COLUMNS).toContain('views')
  })
})

describe('keys', () => {
  const place = { at: 5, count: 100, pageSize: 10, across: 1 }
  const press = (key: string, ctrl = false) => ({ key, ctrl, alt: false })

  it.each<[string, number | null]>([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 15],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 99],
    ['ArrowRight', null],
  ])('%s in the table', (key, to) => {
    expect(libraryCommand(press(key), place)).toEqual(to === null ? null : { kind: 'go', to })
  })

  it.each<[string, number, number]>([
    ['ArrowRight', 5, 6],
    ['ArrowDown', 5, 9],
    ['ArrowUp', 2, 2],
    ['ArrowDown', 98, 98],
    ['ArrowRight', 99, 99],
    ['PageDown', 5, 45],
  ])('%s from %d among four tiles a line', (key, at, to) => {
    expect(libraryCommand(press(key), { ...place, at, across: 4 })).toEqual({ kind: 'go', to })
  })

  it('knows the others', () => {
    expect(libraryCommand(press('a', true), place)).toEqual({ kind: 'select-all' })
    expect(libraryCommand(press('c', true), place)).toEqual({ kind: 'copy-link' })
    expect(libraryCommand(press('c'), place)).toBeNull()
    expect(libraryCommand(press('ArrowDown'), { ...place, at: -1 })).toEqual({ kind: 'go', to: 0 })
    expect(libraryCommand(press('ArrowDown'), { ...place, count: 0 })).toBeNull()
  })
})

describe('states', () => {
  it('of a blocked video are one: blocked', () => {
    expect(rowStateLook({ state: VIDEO_STATE.published, isBlocked: true }).word).toBe('blocked')
    expect(rowStateLook({ state: 99, isBlocked: false }).word).toBeNull()
  })
})

describe('embed code', () => {
  it('cannot be broken out of by a title', () => {
    const code = embedCode({ name: '"><script>&', uuid: 'u', url: 'https://tube.example/w/abc' })
    expect(code).toContain('title="&quot;&gt;&lt;script&gt;&amp;"')
    expect(code).toContain('src="https://tube.example/videos/embed/u"')
  })
})

function status(parts: Partial<SyncStatus>): SyncStatus {
  return {
    accountId: 'a',
    state: 'done',
    read: 3,
    total: 3,
    lastDoneAt: 10,
    error: null,
    detailsLeft: 0,
    ...parts,
  }
}

describe('the sentence about the copy', () => {
  it('adds up what is being read and names each failure', () => {
    const lines = syncLines([
      status({ accountId: 'a', state: 'failed', error: 'offline' }),
      status({ accountId: 'b', state: 'running', read: 5, total: 10 }),
      status({ accountId: 'c', state: 'running', read: 1, total: 20 }),
      status({ accountId: 'd', state: 'failed', error: 'signed-out' }),
    ])
    expect(lines.map(({ kind, error }) => [kind, error])).toEqual([
      ['running', null],
      ['failed', 'offline'],
      ['failed', 'signed-out'],
    ])
    expect(lines[0]).toMatchObject({ accountIds: ['b', 'c'], read: 6, total: 30 })
  })

  it('tells of how many videos the details are still to be read, of all accounts', () => {
    const lines = syncLines([
      status({ detailsLeft: 5 }),
      status({ detailsLeft: 0 }),
      status({ detailsLeft: 7 }),
    ])
    expect(lines.map(({ detailsLeft }) => detailsLeft)).toEqual([12])
  })

  it('tells the oldest time, and none when one account was never read', () => {
    expect(syncLines([status({ lastDoneAt: 20 }), status({ lastDoneAt: 10 })])[0]?.lastDoneAt).toBe(10)
    expect(syncLines([status({ lastDoneAt: 20 }), status({ lastDoneAt: null })])[0]?.lastDoneAt).toBeNull()
  })
})

describe('what stands in place of an empty list', () => {
  const facts = { accounts: 1, filtering: false, online: true, statuses: [status({})] }
  const never = status({ state: 'never', lastDoneAt: null })

  it.each([
    ['no-account', { accounts: 0 }],
    ['no-match', { filtering: true }],
    ['no-videos', {}],
    ['reading', { statuses: [status({ state: 'running', lastDoneAt: null })] }],
    ['never', { statuses: [never] }],
    ['never', { statuses: [never], filtering: true }],
    ['offline', { statuses: [never], online: false }],
    ['failed', { statuses: [status({ state: 'failed', lastDoneAt: null })] }],
    ['no-videos', { statuses: [status({ state: 'failed' })] }],
    [null, { statuses: [] }],
  ] as const)('%s', (kind, change) => {
    expect(emptyKind({ ...facts, ...change })).toBe(kind)
  })
})
