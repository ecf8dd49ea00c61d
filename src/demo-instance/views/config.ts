import type { DemoContext } from '../context'
import { maxPictureBytes } from '../validation/pictures'

/** Parts of the answer whose keys a client asks for to know what the server can do. */
function newerFeatures(context: DemoContext): Record<string, unknown> {
  const { settings } = context
  const runners = context.since('5.2') ? { remoteRunners: { enabled: false } } : {}
  return {
    ...(context.since('6.0') ? { videoFile: { update: { enabled: settings.fileReplacementEnabled } } } : {}),
    ...(context.since('6.1') ? { storyboards: { enabled: false } } : {}),
    ...(context.since('6.1')
      ? {
          export: {
            users: { enabled: false, exportExpiration: 172_800_000, maxUserVideoQuota: 10_737_418_240 },
          },
        }
      : {}),
    ...(context.since('6.1')
      ? { views: { videos: { watchingInterval: { anonymous: 5000, users: 5000 } } } }
      : {}),
    ...(context.since('6.2')
      ? { videoTranscription: { enabled: settings.transcriptionEnabled, ...runners } }
      : {}),
    ...(context.since('7.2') ? { nsfwFlagsSettings: { enabled: true } } : {}),
    ...(context.since('8.0')
      ? { fieldsConstraints: { users: { password: { minLength: 8, maxLength: 50 } } } }
      : {}),
  }
}

function liveConfig(context: DemoContext): object {
  const { latencySetting, dvrMaxWindow, rtmp: _rtmp, rtmps: _rtmps, ...live } = context.settings.live
  return {
    ...live,
    latencySetting: { enabled: latencySetting },
    transcoding: {
      enabled: false,
      enabledResolutions: [],
      profile: 'default',
      availableProfiles: ['default'],
    },
    rtmp: { port: 1935 },
    ...(context.since('8.2') ? { dvr: { maxWindow: dvrMaxWindow } } : {}),
  }
}

function transcodingConfig(context: DemoContext): object {
  const { hlsOnly } = context.settings
  const webVideos = { enabled: !hlsOnly }
  return {
    ...(context.since('5.2') ? { remoteRunners: { enabled: false } } : {}),
    hls: { enabled: hlsOnly },
    ...(context.since('6.0') ? { web_videos: webVideos } : { webtorrent: webVideos }),
    enabledResolutions: [],
    profile: 'default',
    availableProfiles: ['default'],
  }
}

function publishDefaults(context: DemoContext): object {
  const comments = context.since('8.0')
    ? { commentsPolicy: 1 }
    : context.since('6.2')
      ? { commentsPolicy: 1, commentsEnabled: true }
      : { commentsEnabled: true }
  return { downloadEnabled: true, ...comments, privacy: 1, licence: context.settings.defaultLicence }
}

function pluginConfig(context: DemoContext): object {
  const external = {
    npmName: 'peertube-plugin-auth-demo',
    name: 'auth-demo',
    version: '1.0.0',
    authName: 'demo-sso',
    authDisplayName: 'Demo single sign-on',
  }
  return {
    registered: [],
    registeredExternalAuths: context.settings.externalAuth ? [external] : [],
    registeredIdAndPassAuths: [],
  }
}

function fileLimits(context: DemoContext): object {
  const max = maxPictureBytes(context)
  const actorPicture = { file: { size: { max }, extensions: ['.png', '.jpeg', '.jpg', '.gif', '.webp'] } }
  return {
    avatar: actorPicture,
    banner: actorPicture,
    video: {
      image: { extensions: ['.png', '.jpg', '.jpeg', '.webp'], size: { max } },
      file: { extensions: context.settings.videoExtensions },
    },
    videoCaption: { file: { size: { max: 20 * 1024 * 1024 }, extensions: ['.vtt', '.srt'] } },
  }
}

/** The answer of `GET /config`, with the keys of the version that the instance presents as. */
export function serverConfig(context: DemoContext): Record<string, unknown> {
  const { settings } = context
  return {
    client: {
      videos: { resumableUpload: { maxChunkSize: settings.maxChunkSize ?? 0 } },
      menu: { login: { redirectOnSingleExternalAuth: false } },
    },
    defaults: {
      publish: publishDefaults(context),
      p2p: { webapp: { enabled: true }, embed: { enabled: true } },
      ...(context.since('8.2') ? { live: { saveReplay: false } } : {}),
    },
    webadmin: { configuration: { edition: { allowed: false } } },
    instance: {
      name: 'Demo instance',
      shortDescription: 'A small PeerTube-compatible instance on this computer',
      isNSFW: false,
      defaultNSFWPolicy: 'do_not_list',
      defaultClientRoute: '/videos/trending',
      customizations: { javascript: '', css: '' },
    },
    search: { remoteUri: { users: false, anonymous: false } },
    plugin: pluginConfig(context),
    theme: { registered: [], default: 'default' },
    email: { enabled: false },
    contactForm: { enabled: false },
    serverVersion: context.version,
    serverCommit: '',
    transcoding: transcodingConfig(context),
    live: liveConfig(context),
    videoStudio: { enabled: false },
    import: {
      videos: { http: { enabled: false }, torrent: { enabled: false } },
      videoChannelSynchronization: { enabled: false },
      ...(context.since('6.1') ? { users: { enabled: false } } : {}),
    },
    autoBlacklist: { videos: { ofUsers: { enabled: false } } },
    ...fileLimits(context),
    user: { videoQuota: settings.defaultVideoQuota, videoQuotaDaily: settings.defaultVideoQuotaDaily },
    videoChannels: { maxPerUser: settings.maxChannelsPerUser },
    tracker: { enabled: false },
    broadcastMessage: { enabled: false, message: '', level: 'info', dismissable: false },
    openTelemetry: {
      metrics: { enabled: false, ...(context.since('6.1') ? { playbackStatsInterval: 15_000 } : {}) },
    },
    signup: {
      allowed: false,
      allowedForCurrentIP: true,
      minimumAge: 16,
      requiresEmailVerification: false,
      ...(context.since('5.1') ? { requiresApproval: true } : {}),
    },
    ...newerFeatures(context),
  }
}
