import type { LiveDetails } from '@shared/live/live'
import type { LibraryRow } from '@shared/library/library'
import { describe, expect, it } from 'vitest'
import { FakeLiveServer } from '../../../test/support/fake-live-server'
import { nextAnnounced } from './announced'
import type { LibraryPort } from './live-copy'

/** Lives that wait, as the copy has them. */
function copyOf(uuids: readonly string[]) {
  const asked: string[][] = []
  const readAt = new Map<string, number>()
  const library: LibraryPort = {
    page: ({ filter, offset, limit }) => {
      asked.push([...filter.accountIds])
      const all = uuids.map((uuid) => ({ accountId: filter.accountIds[0] ?? '', uuid }) as LibraryRow)
      return Promise.resolve({ revision: 0, total: all.length, rows: all.slice(offset, offset + limit) })
    },
  }
  const details = {
    find: (_accountId: string, uuid: string) =>
      readAt.has(uuid) ? ({ readAt: readAt.get(uuid) } as LiveDetails) : null,
  }
  return { library, details, readAt, asked }
}

function account(id: string, hasSchedules = true) {
  const lives = new FakeLiveServer()
  lives.announces = hasSchedules
  return { id, isSignedIn: true, lives }
}

describe('announced times', () => {
  it('are read of all lives in turn, beyond the 20th and beyond the first page', async () => {
    const uuids = Array.from({ length: 450 }, (_, index) => `live ${String(index)}`)
    const copy = copyOf(uuids)
    for (let opening = 1; opening <= 23; opening++) {
      const next = await nextAnnounced([account('a')], copy)
      expect(next).toHaveLength(20)
      for (const { uuid } of next) copy.readAt.set(uuid, opening)
    }
    expect(copy.readAt.size).toBe(450)
    // Then again those that were read the longest time ago.
    const [first] = await nextAnnounced([account('a')], copy)
    expect(copy.readAt.get(first?.uuid ?? '')).toBe(1)
  })

  it('are not looked for on an instance without them', async () => {
    const copy = copyOf(['live'])
    expect(await nextAnnounced([account('old', false)], copy)).toEqual([])
    expect(copy.asked).toEqual([])
    expect(await nextAnnounced([account('old', false), account('new')], copy)).toMatchObject([
      { accountId: 'new', uuid: 'live' },
    ])
    expect(copy.asked).toEqual([['new']])
  })
})
