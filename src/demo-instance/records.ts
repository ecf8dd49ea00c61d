import type { SplitRecord } from './split-files'

/** The rows that the instance keeps. All times are ISO 8601 strings unless the name ends in Ms or At with a number. */

/** 0 administrator, 1 moderator, 2 user. */
export type RoleId = 0 | 1 | 2

export interface UserRecord {
  id: number
  accountId: number
  username: string
  email: string
  /** scrypt, `salt:hash` in hex. */
  passwordHash: string
  role: RoleId
  videoQuota: number
  videoQuotaDaily: number
  blocked: boolean
  emailVerified: boolean
  /** Base 32; null when two-factor is off. */
  otpSecret: string | null
  /** Name of the login plugin that owns the user, or null. */
  pluginAuth: string | null
  registration: 'accepted' | 'pending' | 'rejected'
  lastLoginDate: string | null
  createdAt: string
}

export interface TokenRecord {
  userId: number
  accessToken: string
  refreshToken: string
  /** Epoch milliseconds. */
  accessExpiresAt: number
  refreshExpiresAt: number
}

export interface AccountRecord {
  id: number
  userId: number
  name: string
  displayName: string
  description: string | null
  avatars: PictureRecord[]
  createdAt: string
  updatedAt: string
}

export interface ChannelRecord {
  id: number
  accountId: number
  name: string
  displayName: string
  description: string | null
  support: string | null
  avatars: PictureRecord[]
  banners: PictureRecord[]
  createdAt: string
  updatedAt: string
  /** The instance's when missing. */
  playerTheme?: string
  /** None when missing. */
  followers?: FollowerRecord[]
}

/** Somebody of any server who follows a channel. */
export interface FollowerRecord {
  id: number
  name: string
  host: string
  createdAt: string
}

export interface PictureRecord {
  /** Name inside the pictures folder. */
  fileName: string
  width: number
  height: number
  createdAt: string
}

export interface ScheduleRecord {
  updateAt: string
  privacy: number | null
}

/** The fields of a video that a person edits. */
export interface VideoFields {
  name: string
  category: number | null
  licence: number | null
  language: string | null
  privacy: number
  description: string | null
  support: string | null
  tags: string[]
  commentsPolicy: number
  downloadEnabled: boolean
  nsfw: boolean
  nsfwFlags: number
  nsfwSummary: string | null
  waitTranscoding: boolean
  originallyPublishedAt: string | null
  scheduleUpdate: ScheduleRecord | null
}

export interface VideoRecord extends VideoFields {
  id: number
  uuid: string
  channelId: number
  state: number
  /** Epoch milliseconds at which "to transcode" turns into "published". */
  processedAtMs: number
  createdAt: string
  updatedAt: string
  publishedAt: string
  durationSeconds: number
  source: SourceRecord
  /** Set when the file was replaced. */
  inputFileUpdatedAt: string | null
  /** File names in the pictures folder, or null for the generated picture. */
  thumbnail: string | null
  preview: string | null
  passwords: PasswordRecord[]
  captions: CaptionRecord[]
  /** Epoch milliseconds at which captions will have been made of what is said. */
  transcribedAtMs?: number
  /** Picture and sound are apart (6.3 and later). */
  split?: SplitRecord
  chapters: { timecode: number; title: string }[]
  /** The channel's when missing. */
  playerTheme?: string
  /** Everywhere when missing. */
  embedPrivacy?: EmbedPrivacyRecord
  /** 0 when missing: nobody watches a demo instance. */
  views?: number
  likes?: number
  isLive?: boolean
  blacklisted?: boolean
  /** Who watches it at the moment; 0 when missing. */
  viewers?: number
  /** Kept when its replay takes its place. */
  live?: LiveRecord
  /** Made up and not written to the disk: a hundred thousand of them would slow every change down. */
  isFilling?: boolean
}

export interface EmbedPrivacyRecord {
  policy: number
  domains: string[]
}

export interface LiveRecord {
  streamKey: string
  permanentLive: boolean
  saveReplay: boolean
  /** Of the replay; null: the one of the live, or no replay. */
  replayPrivacy: number | null
  latencyMode: number
  schedules: string[]
  /** Seconds. */
  dvrWindow: number
  sessions: LiveSessionRecord[]
}

export interface LiveSessionRecord {
  id: number
  startDate: string
  endDate: string | null
  error: number | null
  saveReplay: boolean
  endingProcessed: boolean
  replayPrivacy: number | null
  replayVideoId: number | null
}

export interface SourceRecord {
  inputFilename: string
  /** Name in the videos folder; null when the bytes were not kept. */
  fileName: string | null
  fileId: number
  size: number
  createdAt: string
}

export interface PasswordRecord {
  id: number
  password: string
  createdAt: string
}

export interface CaptionRecord {
  language: string
  fileName: string
  updatedAt: string
  isAutomatic?: boolean
}

export interface PlaylistRecord {
  id: number
  uuid: string
  accountId: number
  channelId: number | null
  displayName: string
  description: string | null
  privacy: number
  /** 1 regular, 2 watch later. */
  type: 1 | 2
  thumbnail: string | null
  elements: ElementRecord[]
  createdAt: string
  updatedAt: string
}

export interface ElementRecord {
  id: number
  videoId: number
  startTimestamp: number | null
  stopTimestamp: number | null
}

export interface NotificationRecord {
  id: number
  userId: number
  type: number
  read: boolean
  videoId: number
  createdAt: string
}

/** The whole content of the instance. */
export interface InstanceState {
  schema: 1
  lastId: Record<string, number>
  client: { id: string; secret: string }
  users: UserRecord[]
  tokens: TokenRecord[]
  accounts: AccountRecord[]
  channels: ChannelRecord[]
  videos: VideoRecord[]
  playlists: PlaylistRecord[]
  notifications: NotificationRecord[]
  /** Names of deleted actors stay taken. */
  retiredNames: string[]
}
