import { describe, expect, it } from 'vitest'
import { quotaProblems } from './quota'

const quota = { total: 1000, used: 400, daily: 500, usedDaily: 100 }
const unlimited = { total: -1, used: 400, daily: -1, usedDaily: 100 }

describe('quotaProblems', () => {
  it.each([
    ['room left in both', 0, 399, []],
    ['exactly full is refused, as the server does', 0, 400, ['quota-daily']],
    ['what waits in the queue counts', 200, 200, ['quota-daily']],
    ['both', 300, 300, ['quota-total', 'quota-daily']],
  ])('%s', (_name, waiting, bytes, codes) => {
    expect(quotaProblems(quota, waiting, bytes).map(({ code }) => code)).toEqual(codes)
  })

  it('tells the numbers of the sentence', () => {
    expect(quotaProblems({ ...quota, daily: -1 }, 300, 300)).toEqual([
      { field: 'file', code: 'quota-total', params: { max: 1000, used: 400, waiting: 300, actual: 300 } },
    ])
  })

  it('unlimited or unknown refuses nothing', () => {
    expect(quotaProblems(unlimited, 1e15, 1e15)).toEqual([])
    expect(quotaProblems(null, 1e15, 1e15)).toEqual([])
  })

  it('a quota of nothing refuses all', () => {
    expect(quotaProblems({ total: 0, used: 0, daily: -1, usedDaily: 0 }, 0, 1)).toHaveLength(1)
  })
})
