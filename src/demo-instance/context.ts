import type { DiskFile, Uploadx } from '@uploadx/core'
import type { FaultQueue } from './faults'
import type { LiveStream } from './live/live-records'
import type { DemoSettings, DemoVersion } from './options'
import { isAtLeast } from './options'
import type { RequestLog } from './request-log'
import type { Store } from './store'

/** A short-lived permission to sign in or to read a private file. */
export interface Grant {
  subject: string
  expiresAt: number
}

/** What the final answer of an upload was, while PeerTube remembers it. `body` is null while it is being made. */
export interface FinishMark {
  body: unknown
  expiresAt: number
}

/** What every part of a running instance shares. */
export class DemoContext {
  /** `127.0.0.1:port`: the only Host for which the OAuth client is given out. Known once the port is. */
  host = ''
  offline = false
  /** External login tokens by token. */
  readonly externalTokens = new Map<string, Grant>()
  readonly fileTokens = new Map<string, Grant>()
  readonly otpRequests = new Map<string, Grant & { secret: string }>()
  /** Of lives on air, by UUID. */
  readonly liveStreams = new Map<string, LiveStream>()
  /** Upload ids whose completion runs or has run. */
  readonly finishMarks = new Map<string, FinishMark>()
  /** Upload ids that were deleted after their end: they are 404 from then on. */
  readonly forgottenUploads = new Set<string>()
  readonly sha256ByFile = new Map<string, string>()
  uploadx!: Uploadx<DiskFile>

  constructor(
    readonly version: DemoVersion,
    readonly settings: DemoSettings,
    readonly store: Store,
    readonly faults: FaultQueue,
    readonly log: RequestLog,
    readonly controlEnabled: boolean,
  ) {}

  get origin(): string {
    return `http://${this.host}`
  }

  since(version: string): boolean {
    return isAtLeast(this.version, version)
  }

  now(): number {
    return Date.now()
  }

  nowIso(): string {
    return new Date(this.now()).toISOString()
  }
}
