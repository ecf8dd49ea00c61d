import { describe, expect, it } from 'vitest'
import { tightestQuota } from './quota'

describe('tightestQuota', () => {
  it.each([
    ['no limit', { total: -1, used: 5, daily: -1, usedDaily: 5 }, null],
    ['a limit of the account', { total: 10, used: 5, daily: -1, usedDaily: 5 }, { share: 0.5, daily: false }],
    ['a limit of the day', { total: -1, used: 5, daily: 20, usedDaily: 5 }, { share: 0.25, daily: true }],
    ['a day that is fuller', { total: 100, used: 5, daily: 10, usedDaily: 5 }, { share: 0.5, daily: true }],
    ['more used than allowed', { total: 10, used: 50, daily: -1, usedDaily: 0 }, { share: 1, daily: false }],
    ['no room at all', { total: 0, used: 0, daily: -1, usedDaily: 0 }, { share: 1, daily: false }],
  ])('with %s', (_name, quota, expected) => {
    const tightest = tightestQuota(quota)
    if (expected === null) expect(tightest).toBeNull()
    else expect(tightest).toMatchObject(expected)
  })

  it('is not known before the server has said it', () => {
    expect(tightestQuota(null)).toBeNull()
  })
})
