import { expect, it } from 'vitest'
import { emptyDraft } from '@shared/uploads/draft'
import { ACCOUNT_ID, createQueueProfile, OTHER_ACCOUNT_ID } from '../../../test/support/queue-profile'
import { createDraftsTable } from '../storage/drafts-table'
import { instanceLimits } from '../../../test/support/instance-limits'
import { createProblemsOf, type ProblemPorts, type ProblemsOf } from './problems'

const DRAFT = { ...emptyDraft('A title'), channelId: 1 }
const QUOTA = { total: 1000, used: 0, daily: -1, usedDaily: 0 }

function problemsWith(changes: Partial<ProblemPorts>): ProblemsOf {
  return createProblemsOf({
    limitsOf: () => instanceLimits(),
    quotaOf: () => QUOTA,
    waitingBytes: () => 0,
    now: () => 0,
    monotonic: () => 0,
    ...changes,
  })
}

it('limits and quota are told together', () => {
  const found = problemsWith({})({ ...DRAFT, title: '' }, { name: 'a.mp4', bytes: 1000 }, 'account')
  expect(found.map(({ field, code }) => `${field} ${code}`)).toEqual(['title required', 'file quota-total'])
})

it('what was never asked of the server gives no problems', () => {
  const problemsOf = problemsWith({ limitsOf: () => null, quotaOf: () => null })
  expect(problemsOf(emptyDraft(''), { name: 'a.txt', bytes: 0 }, 'account')).toEqual([])
})

it('a sum that takes long is taken a few times a second only', () => {
  let now = 0
  let asked = 0
  const waitingBytes = (): number => {
    now += 5
    return (asked += 1) * 500
  }
  const problemsOf = problemsWith({ monotonic: () => now, waitingBytes })
  const count = (): number => problemsOf(DRAFT, { name: 'a.mp4', bytes: 400 }, 'account').length
  expect([count(), count(), asked]).toEqual([0, 0, 1])
  now += 1000
  expect([count(), asked]).toEqual([1, 2])
})

it('drafts submitted together count against one another', () => {
  const profile = createQueueProfile()
  try {
    const table = createDraftsTable(profile.database)
    const insert = profile.database.prepare(
      `INSERT INTO uploads (id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, added_at,
        state_name, state, title, privacy, draft) VALUES (?, ?, 1, '', '', 400, 0, 0, ?, '{}', '', 3, '{}')`,
    )
    for (const id of ['a', 'b', 'c']) insert.run(id, ACCOUNT_ID, 'draft')
    insert.run('elsewhere', OTHER_ACCOUNT_ID, 'queued')
    const problemsOf = problemsWith({ waitingBytes: (accountId) => table.waitingBytes(accountId) })
    const submit = (id: string): number => {
      const { length } = problemsOf(DRAFT, { name: 'a.mp4', bytes: 400 }, ACCOUNT_ID)
      if (length === 0)
        profile.database.prepare("UPDATE uploads SET state_name = 'queued' WHERE id = ?").run(id)
      return length
    }
    expect(['a', 'b', 'c'].map(submit)).toEqual([0, 0, 1])
  } finally {
    profile.remove()
  }
})

it('nobody adds up a queue for an account without a quota', () => {
  const quota = { total: -1, used: 5, daily: -1, usedDaily: 5 }
  const waitingBytes = (): number => {
    throw new Error('asked')
  }
  const problemsOf = problemsWith({ quotaOf: () => quota, waitingBytes })
  expect(problemsOf(DRAFT, { name: 'a.mp4', bytes: 1 }, 'account')).toEqual([])
})

it('a caller that counts what waits itself is believed', () => {
  expect(problemsWith({})(DRAFT, { name: 'a.mp4', bytes: 1 }, 'account', 999)).toMatchObject([
    { code: 'quota-total' },
  ])
})
