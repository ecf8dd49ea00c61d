import { expect, it } from 'vitest'
import { emptyDraft } from '@shared/uploads/draft'
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

it('the sum over the queue is taken once for a page of rows, and anew later', () => {
  let now = 0
  let asked = 0
  const problemsOf = problemsWith({ monotonic: () => now, waitingBytes: () => (asked += 1) * 500 })
  const count = (): number => problemsOf(DRAFT, { name: 'a.mp4', bytes: 400 }, 'account').length
  expect([count(), count()]).toEqual([0, 0])
  now = 1000
  expect([count(), asked]).toEqual([1, 2])
})

it('a caller that counts what waits itself is believed', () => {
  expect(problemsWith({})(DRAFT, { name: 'a.mp4', bytes: 1 }, 'account', 999)).toMatchObject([
    { code: 'quota-total' },
  ])
})
