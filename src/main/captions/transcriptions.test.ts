import { beforeEach, describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock'
import { Transcriptions } from './transcriptions'

const ACCOUNT = 'account'
const VIDEO = 'video'
const done = (): Promise<void> => Promise.resolve()

class Requests {
  readonly rows = new Map<string, number>()
  askedAt(accountId: string, uuid: string): number | null {
    return this.rows.get(`${accountId} ${uuid}`) ?? null
  }
  put(accountId: string, uuid: string, askedAt: number): void {
    this.rows.set(`${accountId} ${uuid}`, askedAt)
  }
  remove(accountId: string, uuid: string): void {
    this.rows.delete(`${accountId} ${uuid}`)
  }
}

describe('captions that were asked for', () => {
  let requests: Requests
  let clock: FakeClock
  let transcriptions: Transcriptions

  beforeEach(() => {
    requests = new Requests()
    clock = new FakeClock()
    transcriptions = new Transcriptions(requests, clock)
  })

  it('are expected until there are some', async () => {
    expect(transcriptions.areExpected(ACCOUNT, VIDEO, 0)).toBe(false)
    await transcriptions.ask(ACCOUNT, VIDEO, done)
    expect(transcriptions.areExpected(ACCOUNT, VIDEO, 0)).toBe(true)
    expect(transcriptions.areExpected(ACCOUNT, VIDEO, null)).toBe(true)
    expect(transcriptions.areExpected(ACCOUNT, VIDEO, 1)).toBe(false)
    expect(requests.rows.size).toBe(0)
  })

  it('are not expected for ever', async () => {
    await transcriptions.ask(ACCOUNT, VIDEO, done)
    await clock.advance(24 * 3_600_000 - 1)
    expect(transcriptions.areExpected(ACCOUNT, VIDEO, 0)).toBe(true)
    await clock.advance(1)
    expect(transcriptions.areExpected(ACCOUNT, VIDEO, 0)).toBe(false)
  })

  it('are not expected when the instance refused', async () => {
    const refused = transcriptions.ask(ACCOUNT, VIDEO, () => Promise.reject(new Error('no')))
    await expect(refused).rejects.toThrow('no')
    expect(transcriptions.areExpected(ACCOUNT, VIDEO, 0)).toBe(false)
  })
})
