import type { LiveStatus } from '@shared/live/live'
import { beforeEach, describe, expect, it } from 'vitest'
import { FakeConnectivity } from '../../../test/support/accounts'
import { FakeClock } from '../../../test/support/fake-clock'
import { FakeLiveServer, listedLive } from '../../../test/support/fake-live-server'
import { AccountWatch } from './account-watch'
import type { ListedLive } from './ports'
import type { OpenLive } from './read-lives'

const ACCOUNT = '11111111-1111-4111-8111-111111111111'
const ON_AIR = 1
const ENDED = 5

describe('the watch over the lives of an account', () => {
  let clock: FakeClock
  let connectivity: FakeConnectivity
  let server: FakeLiveServer
  let told: LiveStatus[]
  let taken: (readonly ListedLive[])[]
  let watch: AccountWatch
  let open: OpenLive[]

  beforeEach(() => {
    clock = new FakeClock()
    connectivity = new FakeConnectivity()
    server = new FakeLiveServer()
    told = []
    taken = []
    open = []
    watch = new AccountWatch(
      { id: ACCOUNT, isSignedIn: true, lives: server },
      {
        clock,
        connectivity,
        tell: (status) => told.push(status),
        open: () => Promise.resolve(open),
        listed: (_accountId, lives) => taken.push(lives),
        log: () => undefined,
      },
    )
  })

  it('asks once, hands on what it learnt, and follows the lives that may go on air', async () => {
    server.lives = [
      listedLive({ uuid: 'a', serverId: 7 }),
      listedLive({ uuid: 'b', serverId: 8, state: ENDED }, null),
    ]
    watch.begin()
    await clock.advance(0)
    expect(server.lists).toBe(1)
    expect(taken).toHaveLength(1)
    expect(server.followed).toEqual([7])
    expect(told.at(-1)).toEqual({
      accountId: ACCOUNT,
      via: 'polling',
      lives: [
        { uuid: 'a', state: 4, viewers: 0 },
        { uuid: 'b', state: ENDED, viewers: null },
      ],
    })
  })

  it('hurries until the person has a first answer, and then lets others go first', async () => {
    let failures = 1
    server.beforeList = () => {
      if (failures-- > 0) throw new Error('not now')
    }
    watch.begin()
    await clock.advance(60_000)
    expect(server.priorities).toEqual(['person', 'person', 'background'])
  })

  it('asks every half minute until the socket is there, then seldom', async () => {
    server.lives = [listedLive()]
    watch.begin()
    await clock.advance(60_000)
    expect(server.lists).toBe(3)
    server.listener?.connected()
    await clock.advance(100_000)
    expect(server.lists).toBe(4)
    expect(told.at(-1)?.via).toBe('socket')
    server.listener?.disconnected()
    await clock.advance(60_000)
    expect(server.lists).toBe(7)
    expect(told.at(-1)?.via).toBe('polling')
  })

  it('asks when the socket says that a state changed, and not for each of a burst', async () => {
    server.lives = [listedLive()]
    watch.begin()
    await clock.advance(10_000)
    server.lives = [listedLive({ state: ON_AIR })]
    for (let burst = 0; burst < 50; burst++) server.listener?.stateChanged()
    await clock.advance(5000)
    expect(server.lists).toBeLessThanOrEqual(3)
    expect(told.at(-1)?.lives[0]?.state).toBe(ON_AIR)
  })

  it('asks again when viewers were told while an answer from before that was on its way', async () => {
    server.lives = [listedLive({ state: ON_AIR }, 0)]
    watch.begin()
    await clock.advance(10_000)
    server.beforeList = () => {
      server.beforeList = () => {
        server.lives = [listedLive({ state: ON_AIR }, 3)]
      }
      server.listener?.viewersChanged(3)
    }
    server.listener?.stateChanged()
    await clock.advance(0)
    expect(told.at(-1)?.lives[0]?.viewers).toBe(0)
    await clock.advance(5000)
    expect(told.at(-1)?.lives[0]?.viewers).toBe(3)
  })

  it('takes viewers as told with one live on air, and asks with several', async () => {
    server.lives = [listedLive({ state: ON_AIR }), listedLive({ uuid: 'b', serverId: 2 })]
    watch.begin()
    await clock.advance(10_000)
    server.listener?.viewersChanged(12)
    expect(server.lists).toBe(1)
    expect(told.at(-1)?.lives.map(({ viewers }) => viewers)).toEqual([12, 0])
    server.lives = server.lives.map((live) => ({ ...live, video: { ...live.video, state: ON_AIR } }))
    server.listener?.stateChanged()
    await clock.advance(0)
    server.listener?.viewersChanged(13)
    await clock.advance(3000)
    expect(server.lists).toBe(3)
  })

  it('opens no socket without a live that may go on air, and closes it with the last one', async () => {
    watch.begin()
    await clock.advance(0)
    expect(server.listener).toBeNull()
    server.lives = [listedLive()]
    await clock.advance(30_000)
    expect(server.listener).not.toBeNull()
    server.lives = [listedLive({ state: ENDED })]
    await clock.advance(30_000)
    expect(server.listener).toBeNull()
  })

  it('follows an old live that may go on air, and hands it on when that changed', async () => {
    server.lives = Array.from({ length: 101 }, (_, index) =>
      listedLive({ uuid: `live ${String(index)}`, serverId: index, state: index === 100 ? 4 : ENDED }),
    )
    open = [{ uuid: 'live 100', state: 4 }]
    watch.begin()
    await clock.advance(0)
    expect(server.followed).toEqual([100])
    expect(taken.at(-1)).toHaveLength(100)
    expect(told.at(-1)?.lives).toHaveLength(101)
    server.lives = server.lives.map((live) =>
      live.video.serverId === 100 ? { ...live, video: { ...live.video, state: ON_AIR } } : live,
    )
    server.listener?.stateChanged()
    await clock.advance(3000)
    expect(told.at(-1)?.lives.at(-1)).toMatchObject({ uuid: 'live 100', state: ON_AIR })
    expect(taken.at(-1)).toHaveLength(101)
  })

  it('says that nobody can be asked, and asks again when the network is back', async () => {
    connectivity.online = false
    watch.begin()
    await clock.advance(0)
    expect(server.lists).toBe(0)
    expect(told.at(-1)?.via).toBe('none')
    connectivity.online = true
    await clock.advance(5000)
    watch.askSoon()
    await clock.advance(0)
    expect(server.lists).toBe(1)
  })

  it('goes on after a failure', async () => {
    server.beforeList = () => {
      throw new Error('down')
    }
    watch.begin()
    await clock.advance(0)
    expect(told.at(-1)?.via).toBe('none')
    server.beforeList = () => undefined
    await clock.advance(30_000)
    expect(told.at(-1)?.via).toBe('polling')
  })

  it('leaves nothing behind when nobody looks any more', async () => {
    server.lives = [listedLive()]
    watch.begin()
    await clock.advance(0)
    await watch.end()
    await clock.advance(600_000)
    expect(server.lists).toBe(1)
    expect(server.listener).toBeNull()
    expect(clock.pendingTimers).toBe(0)
  })
})
