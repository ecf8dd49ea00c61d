import { describe, expect, it } from 'vitest'
import { compareForm, type ListChanges } from './list-form'

const MONDAY = Date.UTC(2037, 0, 5)
const TUESDAY = Date.UTC(2037, 0, 6)

describe('settings of a live that were saved, beside what the instance has', () => {
  it.each<[string, ListChanges, ListChanges, ListChanges, ListChanges, string[]]>([
    ['what nobody else touched', { latency: 3 }, { latency: 1 }, { latency: 1 }, { latency: 3 }, []],
    [
      'another field, changed elsewhere, is not sent',
      { latency: 3 },
      { latency: 1 },
      { latency: 1, schedules: [MONDAY] },
      { latency: 3 },
      [],
    ],
    [
      'the same, changed elsewhere to something else',
      { schedules: [TUESDAY], permanent: true },
      { schedules: [], permanent: false },
      { schedules: [MONDAY], permanent: false },
      { permanent: true },
      ['schedules'],
    ],
    [
      'the same, done elsewhere already',
      { saveReplay: true },
      { saveReplay: false },
      { saveReplay: true },
      {},
      [],
    ],
    [
      'no replay any more, where its privacy was changed elsewhere',
      { saveReplay: false, replayPrivacy: null },
      { saveReplay: true, replayPrivacy: 3 },
      { saveReplay: true, replayPrivacy: 1 },
      { saveReplay: false },
      ['replayPrivacy'],
    ],
    [
      'announced times in another order',
      { schedules: [MONDAY] },
      { schedules: [MONDAY, TUESDAY] },
      { schedules: [TUESDAY, MONDAY] },
      { schedules: [MONDAY] },
      [],
    ],
    [
      'an announced time taken away here, another one there',
      { schedules: [] },
      { schedules: [MONDAY] },
      { schedules: [TUESDAY] },
      {},
      ['schedules'],
    ],
  ])('%s', (_, changes, base, server, toSend, conflicts) => {
    const compared = compareForm({ of: 'live', changes, base }, server)
    expect(compared.toSend).toEqual(toSend)
    expect(compared.conflicts.map(({ field }) => field)).toEqual(conflicts)
  })
})
