import type { InstanceLimits, LiveLimits } from '@shared/accounts/choices'
import type { ServerConfig } from './operations/instance'
import { isAtLeast } from './version'

const MIB = 1024 * 1024

/** What PeerTube 5.0 takes with its factory settings; for servers that do not say. */
const fallback = {
  videoExtensions: ['.mp4', '.ogv', '.webm'],
  imageExtensions: ['.png', '.jpg', '.jpeg', '.webp'],
  captionExtensions: ['.vtt', '.srt'],
  imageMaxBytes: 4 * MIB,
  captionMaxBytes: 20 * MIB,
}

/** An instance's limits and features: by the key in its config where there is one, else by its version. */
export function limitsFrom(config: ServerConfig): InstanceLimits {
  const version = config.serverVersion
  const image = config.video?.image
  const caption = config.videoCaption?.file
  return {
    version,
    videoExtensions: extensions(config.video?.file?.extensions, fallback.videoExtensions),
    imageExtensions: extensions(image?.extensions, fallback.imageExtensions),
    imageMaxBytes: image?.size?.max ?? fallback.imageMaxBytes,
    captionExtensions: extensions(caption?.extensions, fallback.captionExtensions),
    captionMaxBytes: caption?.size?.max ?? fallback.captionMaxBytes,
    maxChunkSize: positive(config.client?.videos?.resumableUpload?.maxChunkSize),
    features: {
      chapters: isAtLeast(version, '6.0.0'),
      passwords: isAtLeast(version, '6.0.0'),
      commentsPolicy: config.defaults?.publish?.commentsPolicy !== undefined || isAtLeast(version, '6.2.0'),
      nsfwFlags: config.nsfwFlagsSettings?.enabled ?? isAtLeast(version, '7.2.0'),
      transcription: config.videoTranscription?.enabled ?? false,
      previewPart: !isAtLeast(version, '8.1.0'),
      playerTheme: isAtLeast(version, '8.0.0'),
      embedPrivacy: isAtLeast(version, '8.1.0'),
      replaceFile: config.videoFile?.update?.enabled ?? false,
    },
    defaultLicence: config.defaults?.publish?.licence ?? null,
    live: liveLimitsFrom(config),
  }
}

function liveLimitsFrom({ live, serverVersion }: ServerConfig): LiveLimits {
  return {
    enabled: live?.enabled ?? false,
    allowReplay: live?.allowReplay ?? false,
    latency: live?.latencySetting?.enabled ?? false,
    maxDurationMs: unlessNegative(live?.maxDuration),
    maxUserLives: unlessNegative(live?.maxUserLives),
    maxInstanceLives: unlessNegative(live?.maxInstanceLives),
    replayPrivacy: isAtLeast(serverVersion, '5.2.0'),
    schedules: isAtLeast(serverVersion, '7.3.0'),
    dvrMaxSeconds: Math.max(0, live?.dvr?.maxWindow ?? 0),
  }
}

/** -1 is how lives say "no limit". */
function unlessNegative(limit: number | undefined): number | null {
  return limit === undefined || limit < 0 ? null : limit
}

function extensions(named: string[] | undefined, otherwise: string[]): string[] {
  if (named === undefined || named.length === 0) return otherwise
  return named.map((extension) => (extension.startsWith('.') ? extension : `.${extension}`).toLowerCase())
}

/** 0 is how some versions say "none". */
function positive(bytes: number | null | undefined): number | null {
  return bytes === null || bytes === undefined || bytes <= 0 ? null : bytes
}
