import { describe, expect, it } from 'vitest'
import type { UploadState } from '@shared/uploads/upload'
import { countGroups, groupOf, rowsOf } from './filters'
import { aRow, aSession } from './testing'

const video = { id: 1, uuid: 'u', shortUuid: 's' }
const blocked = (reason: 'offline' | 'quota'): UploadState => ({
  name: 'blocked',
  reason,
  session: null,
  since: 0,
  detail: null,
})

describe('groups', () => {
  it.each<[UploadState, string]>([
    [{ name: 'draft' }, 'drafts'],
    [{ name: 'queued', session: null, attempt: 0, notBefore: null, restartedBecause: null }, 'waiting'],
    [{ name: 'uploading', session: aSession(), attempt: 0 }, 'active'],
    [{ name: 'paused', session: null }, 'waiting'],
    [blocked('offline'), 'waiting'],
    [blocked('quota'), 'problems'],
    [{ name: 'finishing', session: aSession(), attempt: 0 }, 'active'],
    [{ name: 'processing', video, since: 0 }, 'active'],
    [{ name: 'published', video, publishedAt: 0 }, 'done'],
    [
      { name: 'failed', code: 'refused', status: 403, detail: '', session: null, video: null, at: 0 },
      'problems',
    ],
    [{ name: 'cancelled' }, 'done'],
  ])('%o is in %s', (state, group) => {
    expect(groupOf(aRow({ state }))).toBe(group)
  })

  it('calls a published video whose caption was refused a problem', () => {
    const steps = [{ kind: 'caption' as const, key: 'fr', error: { serverWords: 'refused' } }]
    expect(groupOf(aRow({ state: { name: 'published', video, publishedAt: 0 }, steps }))).toBe('problems')
  })

  it('counts each row once, and all of them', () => {
    const rows = [aRow(), aRow({ state: { name: 'cancelled' } }), aRow({ state: blocked('quota') })]
    expect(countGroups(rows)).toEqual({ all: 3, drafts: 1, active: 0, waiting: 0, done: 1, problems: 1 })
    expect(rowsOf(rows, 'done')).toEqual([rows[1]])
    expect(rowsOf(rows, 'all')).toBe(rows)
  })
})
