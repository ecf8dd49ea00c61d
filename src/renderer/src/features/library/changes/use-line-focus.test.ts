import type { ChangeRow } from '@shared/library/change'
import { describe, expect, it } from 'vitest'
import { drawnLines, lineAfter } from './use-line-focus'

/** As much of a change as its line is known by. */
const change = (id: string): ChangeRow => ({ of: 'video', row: { id } }) as ChangeRow

const drawn = (ids: readonly (string | null)[], from = 0) =>
  drawnLines(
    ids.map((_, place) => from + place),
    (index) => {
      const id = ids[index - from] ?? null
      return id === null ? null : change(id)
    },
  )

describe('a line of the outbox', () => {
  it('is the same one when newer changes come before it', () => {
    const [first] = drawn(['tide'])
    const [, second] = drawn(['undo', 'tide'])
    expect(second?.key).toBe(first?.key)
  })

  it('stands by itself while it is on its way, and when it is told of twice', () => {
    const keys = drawn(['tide', null, null, 'tide']).map(({ key }) => key)
    expect(new Set(keys).size).toBe(4)
  })
})

describe('the focus of a line whose button went', () => {
  const [, tide = { index: 0, key: '' }] = drawn(['rivers', 'tide', 'harbour'])

  it('stays with the line, also at another place', () => {
    expect(lineAfter(drawn(['undo', 'rivers', 'tide']), tide)?.index).toBe(2)
  })

  it('goes on to the one in its place when the line is gone, before the end to the last one', () => {
    expect(lineAfter(drawn(['rivers', 'harbour']), tide)?.key).toBe('video harbour')
    expect(lineAfter(drawn(['rivers']), tide)?.key).toBe('video rivers')
    expect(lineAfter([], tide)).toBeNull()
  })
})
