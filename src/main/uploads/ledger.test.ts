import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestEngine } from '../../../test/support/engine'
import { ACCOUNT_ID } from '../../../test/support/queue-profile'
import { Ledger } from './ledger'
import { StorageProblem } from './problems'

let engine: TestEngine
let told: string[]
let ledger: Ledger
let id: string

beforeEach(() => {
  engine = new TestEngine()
  engine.database
    .prepare(
      "INSERT INTO accounts VALUES (?, 'https://x', '', '', '', '', 'signed-in', 'memory', 0, NULL, 0)",
    )
    .run(ACCOUNT_ID)
  id = engine.add(ACCOUNT_ID, engine.file('a.mp4', Buffer.from('x')))
  told = []
  ledger = new Ledger(engine.store, (record, before) => told.push(`${before.name} ${record.state.name}`))
})

afterEach(async () => {
  await engine.close()
})

describe('Ledger', () => {
  it('stores first and tells then', () => {
    ledger.apply(id, { type: 'submit' })
    expect(told).toEqual(['draft queued'])
    expect(ledger.apply(id, { type: 'submit' })).toBeNull()
    expect(told).toHaveLength(1)
  })

  it('tells nothing of a transaction before all of it is stored', () => {
    ledger.together(() => {
      ledger.apply(id, { type: 'submit' })
      ledger.apply(id, { type: 'pause' })
      expect(told).toEqual([])
    })
    expect(told).toEqual(['draft queued', 'queued paused'])
  })

  it('tells nothing at all of one that was undone', () => {
    const work = (): void => {
      ledger.apply(id, { type: 'submit' })
      throw new Error('disk')
    }
    expect(() => {
      ledger.together(work)
    }).toThrow(StorageProblem)
    expect(told).toEqual([])
    expect(engine.state(id)).toEqual({ name: 'draft' })
    ledger.apply(id, { type: 'submit' })
    expect(told).toEqual(['draft queued'])
  })
})
