import { randomUUID } from 'node:crypto'
import type { InstanceLimits } from '@shared/accounts/choices'
import { MemoryVault } from '../../src/main/accounts'
import { Instances } from '../../src/main/accounts/instances'
import { Session } from '../../src/main/accounts/session'
import { AccountApi } from '../../src/main/peertube/account-api'
import { Bandwidth } from '../../src/main/peertube/bandwidth'
import { initEncoder } from '../../src/main/peertube/init'
import { limitsFrom } from '../../src/main/peertube/limits'
import { getConfig } from '../../src/main/peertube/operations/instance'
import { getUserInfo } from '../../src/main/peertube/operations/session'
import { PeerTubeVideos } from '../../src/main/peertube/videos'
import { PeerTubeWire } from '../../src/main/peertube/wire'
import { systemClock } from '../../src/main/system/clock'
import type { Clock, UploadAccount, Wire, WireRequest } from '../../src/main/uploads/ports'

export interface DemoAccount extends UploadAccount {
  channelId: number
  /** What the engine sent. */
  sent: WireRequest[]
  /** Of its requests in flight. */
  readonly mostAtOnce: number
  bandwidth: Bandwidth
  signInAgain(): Promise<void>
  close(): void
}

/** Of a demo instance, in this process or another. */
export interface DemoAddress {
  url: string
  users: { demo: { username: string; password: string } }
}

/** The demo user of a demo instance, with everything real: tokens, wire, REST. `clock` is that of its requests. */
export async function demoAccount(
  demo: DemoAddress,
  id: string = randomUUID(),
  clock: Clock = systemClock,
): Promise<DemoAccount> {
  const instances = new Instances(clock, 'Longshore/0.0.0 (test)')
  const instance = instances.at(demo.url)
  const session = new Session({
    accountId: id,
    isSignedIn: true,
    clock,
    vault: new MemoryVault(),
    endpoint: () => instance.tokens,
    onSignedOut: () => undefined,
    onStored: () => undefined,
  })
  const { signal } = new AbortController()
  const { username, password } = demo.users.demo
  const signIn = async (): Promise<void> => {
    const pair = await instance.tokens.ask({ kind: 'password', username, password, otp: null }, signal)
    await session.begin(pair, new MemoryVault())
  }
  await signIn()
  const api = new AccountApi(instance.api, session)
  const limits = (): Promise<InstanceLimits> => instance.api.call(getConfig, { signal }).then(limitsFrom)
  const me = await api.call(getUserInfo, { signal })
  const bandwidth = new Bandwidth(clock)
  const inner = new PeerTubeWire(instance.api.connection, session, bandwidth)
  const sent: WireRequest[] = []
  let [inFlight, mostAtOnce] = [0, 0]
  const wire: Wire = {
    send: (request) => {
      sent.push(request)
      mostAtOnce = Math.max(mostAtOnce, ++inFlight)
      return inner.send(request).finally(() => {
        inFlight -= 1
      })
    },
    refusal: (answer, request) => inner.refusal(answer, request),
  }
  return {
    id,
    instanceUrl: demo.url,
    username,
    channelId: me.videoChannels[0]?.id ?? 0,
    wire,
    sent,
    get mostAtOnce() {
      return mostAtOnce
    },
    bandwidth,
    signInAgain: signIn,
    init: initEncoder,
    videos: new PeerTubeVideos(() => api, limits),
    limits,
    refresh: (staleAnswerAt) => session.refresh(staleAnswerAt),
    close: () => {
      instances.close()
    },
  }
}
