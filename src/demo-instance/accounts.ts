import { randomBytes, randomUUID, scryptSync, timingSafeEqual } from 'node:crypto'
import type { DemoContext } from './context'
import type { AccountRecord, ChannelRecord, RoleId, UserRecord } from './records'

export interface NewUser {
  username: string
  password: string
  email?: string
  /** 0 administrator, 1 moderator, 2 user (default). */
  role?: RoleId
  /** Bytes, -1 unlimited. */
  videoQuota?: number
  videoQuotaDaily?: number
  blocked?: boolean
  emailVerified?: boolean
  /** Base 32: turns two-factor on. */
  otpSecret?: string
  /** The user belongs to a login plugin and has no password of its own. */
  pluginAuth?: string
  registration?: 'accepted' | 'pending' | 'rejected'
  channelName?: string
  channelDisplayName?: string
}

export function hashPassword(password: string): string {
  const salt = randomBytes(16).toString('hex')
  return `${salt}:${scryptSync(password, salt, 32, { N: 1024 }).toString('hex')}`
}

export function isPasswordOf(user: UserRecord, password: string): boolean {
  const [salt = '', hash = ''] = user.passwordHash.split(':')
  return timingSafeEqual(Buffer.from(hash, 'hex'), scryptSync(password, salt, 32, { N: 1024 }))
}

export function isActorNameTaken(context: DemoContext, name: string): boolean {
  const { accounts, channels, retiredNames } = context.store.state
  const wanted = name.toLowerCase()
  return (
    [...accounts, ...channels].some((actor) => actor.name.toLowerCase() === wanted) ||
    retiredNames.includes(wanted)
  )
}

/** Creates the user with account, first channel and "Watch later" list, as PeerTube does. Does not commit. */
export function addUser(context: DemoContext, wanted: NewUser): UserRecord {
  const { store, settings } = context
  const createdAt = context.nowIso()
  const account = addAccount(context, wanted.username, createdAt)
  const user: UserRecord = {
    id: account.userId,
    accountId: account.id,
    username: wanted.username,
    email: wanted.email ?? `${wanted.username}@example.com`,
    passwordHash: hashPassword(wanted.password),
    role: wanted.role ?? 2,
    videoQuota: wanted.videoQuota ?? settings.defaultVideoQuota,
    videoQuotaDaily: wanted.videoQuotaDaily ?? settings.defaultVideoQuotaDaily,
    blocked: wanted.blocked ?? false,
    emailVerified: wanted.emailVerified ?? true,
    otpSecret: wanted.otpSecret ?? null,
    pluginAuth: wanted.pluginAuth ?? null,
    registration: wanted.registration ?? 'accepted',
    lastLoginDate: null,
    createdAt,
  }
  store.state.users.push(user)
  addChannel(context, account, {
    name: wanted.channelName ?? `${wanted.username}_channel`,
    displayName: wanted.channelDisplayName ?? `Main ${wanted.username} channel`,
    description: null,
    support: null,
  })
  addWatchLater(context, account, createdAt)
  return user
}

function addAccount(context: DemoContext, name: string, createdAt: string): AccountRecord {
  const account: AccountRecord = {
    id: context.store.nextId('account'),
    userId: context.store.nextId('user'),
    name,
    displayName: name,
    description: null,
    avatars: [],
    createdAt,
    updatedAt: createdAt,
  }
  context.store.state.accounts.push(account)
  return account
}

type NewChannel = Pick<ChannelRecord, 'name' | 'displayName' | 'description' | 'support'>

export function addChannel(context: DemoContext, account: AccountRecord, wanted: NewChannel): ChannelRecord {
  const createdAt = context.nowIso()
  const channel: ChannelRecord = {
    ...wanted,
    id: context.store.nextId('channel'),
    accountId: account.id,
    avatars: [],
    banners: [],
    createdAt,
    updatedAt: createdAt,
  }
  context.store.state.channels.push(channel)
  return channel
}

function addWatchLater(context: DemoContext, account: AccountRecord, createdAt: string): void {
  context.store.state.playlists.push({
    id: context.store.nextId('playlist'),
    uuid: randomUUID(),
    accountId: account.id,
    channelId: null,
    displayName: 'Watch later',
    description: null,
    privacy: 3,
    type: 2,
    thumbnail: null,
    elements: [],
    createdAt,
    updatedAt: createdAt,
  })
}

export const demoUsers = {
  demo: { username: 'demo', password: 'demo-password', email: 'demo@example.com' },
  root: { username: 'root', password: 'root-password', email: 'admin@example.com' },
} as const

/** What a fresh data folder holds: an administrator, and the person of "Try it without an account". */
export function addFirstUsers(context: DemoContext): void {
  if (context.store.state.users.length > 0) return
  addUser(context, { ...demoUsers.root, role: 0 })
  const demo = addUser(context, { ...demoUsers.demo, channelDisplayName: 'Demo channel' })
  const account = context.store.state.accounts.find(({ id }) => id === demo.accountId)
  if (account === undefined) throw new Error('The account of the demo user is missing')
  account.displayName = 'Demo'
  addChannel(context, account, {
    name: 'field_recordings',
    displayName: 'Field recordings',
    description: 'A second channel to try things with.',
    support: null,
  })
}
