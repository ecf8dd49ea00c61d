/** What a caller may choose when a demo instance is started, and the settings that follow from it. */

export type DemoVersion = '5.1.0' | '6.3.0' | '8.2.0'

export const demoVersions: readonly DemoVersion[] = ['5.1.0', '6.3.0', '8.2.0']

export interface RateLimit {
  max: number
  windowMs: number
}

export interface DemoInstanceOptions {
  /** Folder for everything the instance keeps: plain files, written so that a SIGKILL loses nothing. */
  dataDir: string
  /** Default 0: a free port. */
  port?: number
  /** Default '6.3.0'. */
  version?: DemoVersion
  /** Opens the control interface for tests over HTTP. Default false. */
  control?: boolean
  /** Defaults: PeerTube's, 50 requests in 10 s for the API and 15 in 5 min for the token endpoint. */
  rateLimits?: { api?: RateLimit; login?: RateLimit }
  accessTokenLifetimeSeconds?: number
  refreshTokenLifetimeSeconds?: number
  /** How long a new video stays "to transcode" before it is published. Default 1500. */
  processingMs?: number
  /** Default true. When false the bytes of a finished upload are thrown away (benchmarks). */
  keepUploadedFiles?: boolean
  /** What `GET /config` says of `client.videos.resumableUpload.maxChunkSize`, in bytes. Default null: none, which PeerTube says by 0. */
  maxChunkSize?: number | null
}

/** What the instance says and takes of lives. -1 and 0 as in PeerTube: no limit, no such thing. */
export interface DemoLiveSettings {
  enabled: boolean
  allowReplay: boolean
  latencySetting: boolean
  /** Milliseconds. */
  maxDuration: number
  maxInstanceLives: number
  maxUserLives: number
  rtmp: boolean
  rtmps: boolean
  /** Seconds; of 8.2 and later alone. */
  dvrMaxWindow: number
}

/** Everything that a test may change while the instance runs. */
export interface DemoSettings {
  maxChunkSize: number | null
  videoExtensions: string[]
  /** Above this a file is refused at init with `max_file_size_reached`; null for no limit of our own. */
  maxFileSizeBytes: number | null
  /** Quotas in bytes given to users created from now on; -1 is unlimited. */
  defaultVideoQuota: number
  defaultVideoQuotaDaily: number
  processingMs: number
  /** How long the answer to the last chunk takes, as PeerTube probes the file inside the request. */
  finishMs: number
  accessTokenLifetimeSeconds: number
  refreshTokenLifetimeSeconds: number
  /** Adds an entry to `plugin.registeredExternalAuths` with a sign-in page that works. */
  externalAuth: boolean
  maxChannelsPerUser: number
  fileReplacementEnabled: boolean
  live: DemoLiveSettings
  /** No web videos: the files are behind a streaming playlist alone. */
  hlsOnly: boolean
  /** Bytes after which files that are put together while they are sent end, as when ffmpeg dies; null: never. */
  generatedEndsAt: number | null
  /** Whether owners may download what they uploaded (6.2 and later). */
  keepsOriginals: boolean
  /** Whether captions can be had from speech (6.2 and later); they take `processingMs`. */
  transcriptionEnabled: boolean
  /** `defaults.publish.licence`: what a video gets whose upload names none; null: nothing. */
  defaultLicence: number | null
  keepUploadedFiles: boolean
  /** `max` may change while the instance runs, `windowMs` may not. */
  rateLimits: { api: RateLimit; login: RateLimit }
  /** Interval of the job that removes idle upload sessions, and the idle time it allows. */
  purgeIntervalMs: number
  /** Merged into the answer of `GET /config` last of all. */
  configOverrides: Record<string, unknown>
}

const DAY_SECONDS = 24 * 3600

const videoExtensions = [
  '.webm .ogv .ogg .mp4 .mkv .mov .qt .mqv .m4v .flv .f4v .wmv .avi .3gp .3gpp .3g2 .3gpp2 .nut .mts',
  '.m2ts .mpv .m2v .m1v .mpg .mpe .mpeg .vob .mxf .mp3 .wma .wav .flac .aac .m4a .ac3',
]
  .join(' ')
  .split(' ')

/** True when `version` is `wanted` or later; both are read as numbers separated by dots. */
export function isAtLeast(version: string, wanted: string): boolean {
  const left = version.split('.').map(Number)
  const right = wanted.split('.').map(Number)
  for (let index = 0; index < right.length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

export function settingsFrom(options: DemoInstanceOptions): DemoSettings {
  const version = options.version ?? '6.3.0'
  return {
    maxChunkSize: options.maxChunkSize ?? null,
    videoExtensions,
    maxFileSizeBytes: null,
    defaultVideoQuota: -1,
    defaultVideoQuotaDaily: -1,
    processingMs: options.processingMs ?? 1500,
    finishMs: 0,
    accessTokenLifetimeSeconds: options.accessTokenLifetimeSeconds ?? DAY_SECONDS,
    refreshTokenLifetimeSeconds:
      options.refreshTokenLifetimeSeconds ?? (isAtLeast(version, '8.2') ? 28 : 14) * DAY_SECONDS,
    externalAuth: false,
    maxChannelsPerUser: 20,
    fileReplacementEnabled: isAtLeast(version, '6.0'),
    live: {
      enabled: true,
      allowReplay: true,
      latencySetting: true,
      maxDuration: -1,
      maxInstanceLives: 20,
      maxUserLives: 3,
      rtmp: true,
      rtmps: false,
      dvrMaxWindow: 7200,
    },
    hlsOnly: false,
    generatedEndsAt: null,
    keepsOriginals: false,
    transcriptionEnabled: false,
    defaultLicence: null,
    keepUploadedFiles: options.keepUploadedFiles ?? true,
    rateLimits: {
      api: options.rateLimits?.api ?? { max: 50, windowMs: 10_000 },
      login: options.rateLimits?.login ?? { max: 15, windowMs: 5 * 60_000 },
    },
    purgeIntervalMs: 3_600_000,
    configOverrides: {},
  }
}
