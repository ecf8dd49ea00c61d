import { describe, expect, it } from 'vitest'
import { Announcer } from './announcements'
import { aRow, aSession } from './testing'

const video = { id: 1, uuid: 'u', shortUuid: 's' }
const published = { name: 'published' as const, video, publishedAt: 0 }
const uploading = { name: 'uploading' as const, session: aSession(), attempt: 0 }

describe('Announcer', () => {
  it('says nothing of what was so before it began', () => {
    expect(new Announcer().rowsChanged([aRow({ state: published })])).toEqual([])
  })

  it('says once that a video is published', () => {
    const announcer = new Announcer()
    announcer.rowsChanged([aRow({ state: uploading })])
    const said = announcer.rowsChanged([aRow({ state: published })])
    expect(said).toEqual([{ key: 'published', params: { name: 'Harbour at dawn' } }])
    expect(announcer.rowsChanged([aRow({ state: published })])).toEqual([])
  })

  it('has words of its own for a video that got another file', () => {
    const announcer = new Announcer()
    const replaces = { uuid: 'u', title: 'Harbour at dawn' }
    announcer.rowsChanged([aRow({ state: uploading, replaces })])
    const said = announcer.rowsChanged([aRow({ state: published, replaces })])
    expect(said).toEqual([{ key: 'replaced', params: { name: 'Harbour at dawn' } }])
  })

  it('sums up when many happen at once', () => {
    const announcer = new Announcer()
    const rows = ['a', 'b', 'c', 'd'].map((id) => aRow({ id, state: uploading }))
    announcer.rowsChanged(rows)
    const said = announcer.rowsChanged(rows.map((row) => ({ ...row, state: published })))
    expect(said).toEqual([{ key: 'many-published', params: { count: 4 } }])
  })

  it('asks for the person when they are needed, and not while a network is away', () => {
    const announcer = new Announcer()
    announcer.rowsChanged([aRow({ state: uploading })])
    const blocked = { name: 'blocked' as const, session: null, since: 0, detail: null }
    expect(announcer.rowsChanged([aRow({ state: { ...blocked, reason: 'offline' } })])).toEqual([])
    expect(announcer.rowsChanged([aRow({ state: { ...blocked, reason: 'quota' } })])).toEqual([
      { key: 'needsYou', params: { name: 'Harbour at dawn' } },
    ])
  })

  it('asks for the person when a part of a published video was refused, and not again when it is whole', () => {
    const announcer = new Announcer()
    const step = { kind: 'caption' as const, key: 'fr' }
    announcer.rowsChanged([aRow({ state: uploading })])
    const refused = { ...step, error: { serverWords: 'no', status: 400 } }
    expect(announcer.rowsChanged([aRow({ state: published, steps: [refused] })])).toEqual([
      { key: 'incomplete', params: { name: 'Harbour at dawn' } },
    ])
    expect(announcer.rowsChanged([aRow({ state: published, steps: [] })])).toEqual([])
  })

  it('says of a video that is held back that it is published when it is opened, and not before', () => {
    const announcer = new Announcer()
    const opening = { kind: 'metadata' as const, key: '', error: null }
    announcer.rowsChanged([aRow({ state: uploading })])
    expect(announcer.rowsChanged([aRow({ state: published, steps: [opening], isHeldBack: true })])).toEqual(
      [],
    )
    expect(announcer.rowsChanged([aRow({ state: published })])).toEqual([
      { key: 'published', params: { name: 'Harbour at dawn' } },
    ])
    const refused = { ...opening, error: { serverWords: 'no' } }
    expect(announcer.rowsChanged([aRow({ state: published, steps: [refused], isHeldBack: true })])).toEqual([
      { key: 'needsYou', params: { name: 'Harbour at dawn' } },
    ])
  })

  it('tells the half once', () => {
    const announcer = new Announcer()
    const at = (bytesSent: number) =>
      announcer.progressed([{ id: 'row', bytesSent, bytesPerSecond: 1, secondsLeft: 1 }], () => aRow())
    expect(at(499)).toEqual([])
    expect(at(510)).toEqual([{ key: 'halfway', params: { name: 'Harbour at dawn', percent: 50 } }])
    expect(at(900)).toEqual([])
  })
})
