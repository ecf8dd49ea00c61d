import { expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock'
import { LateAnswers } from './late-answers'

it('knows what was asked for before a change, and forgets it when nothing can be under way any more', async () => {
  const clock = new FakeClock()
  const late = new LateAnswers(clock)
  const before = late.now()
  await clock.advance(10)
  late.changed('a', 'one')
  await clock.advance(10)
  expect([late.isLate('a', 'one', before), late.isLate('a', 'one', late.now())]).toEqual([true, false])
  expect([late.isLate('a', 'two', before), late.isLate('b', 'one', before)]).toEqual([false, false])

  await clock.advance(16 * 60_000)
  late.changed('a', 'two')
  expect([late.isLate('a', 'one', before), late.isLate('a', 'two', before)]).toEqual([false, true])
})
