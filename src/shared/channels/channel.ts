import { z } from 'zod'
import { nameProblems, optionalTextProblems, type FieldProblem } from '../library/lists'

/** One channel of the local copy. Pictures: `/local/picture/<accountId>/channel-<id>-avatar?v=<version>` (`-banner`). */
export const channelRowSchema = z.strictObject({
  accountId: z.uuid(),
  id: z.number(),
  /** The part of its handle that never changes. */
  name: z.string(),
  displayName: z.string(),
  description: z.string(),
  support: z.string(),
  followers: z.int(),
  /** Videos of it in the local copy. */
  videos: z.int(),
  /** Playlists that belong to it. */
  playlists: z.int(),
  /** Epoch milliseconds; null: not told. */
  createdAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
  /** Null: the instance's version has none, or it was not told. */
  playerTheme: z.string().nullable(),
  avatarVersion: z.string().nullable(),
  bannerVersion: z.string().nullable(),
  /** Page on the instance. */
  url: z.string(),
})

export type ChannelRow = z.infer<typeof channelRowSchema>

/** What a person writes about a channel. */
export const channelTextsSchema = z.strictObject({
  displayName: z.string().max(10_000),
  description: z.string().max(100_000),
  support: z.string().max(100_000),
})

export type ChannelTexts = z.infer<typeof channelTextsSchema>

/** What of a channel is no picture. */
export const channelFieldsSchema = channelTextsSchema.extend({
  /** Of the player; left out where the instance has no themes. */
  playerTheme: z.string().min(1).max(100).optional(),
})

export type ChannelFields = z.infer<typeof channelFieldsSchema>

/** Some of it. */
export const channelChangesSchema = channelFieldsSchema.partial()

export type ChannelChanges = z.infer<typeof channelChangesSchema>

export const channelPictureKindSchema = z.enum(['avatar', 'banner'])

export type ChannelPictureKind = z.infer<typeof channelPictureKindSchema>

/** Pixels that PeerTube keeps at most: more are made smaller there. */
export const CHANNEL_PICTURE_SIZE: Record<ChannelPictureKind, { width: number; height: number }> = {
  avatar: { width: 1500, height: 1500 },
  banner: { width: 1920, height: 317 },
}

export const followerSchema = z.strictObject({
  id: z.number(),
  /** `name@host`. */
  handle: z.string(),
  displayName: z.string(),
  /** Epoch milliseconds; null: not told. */
  since: z.number().nullable(),
  url: z.string().nullable(),
})

export type Follower = z.infer<typeof followerSchema>

/** What goes along when a channel is deleted. */
export const channelDeletionSchema = z.strictObject({
  /** Videos that are deleted with it. */
  videos: z.int(),
  /** The instance has counted them just now; else they are those of the local copy. */
  isCounted: z.boolean(),
  followers: z.int(),
  /** Names of playlists that lose their channel and become private. */
  playlists: z.array(z.string()),
  /** Uploads of the queue that were to go there. */
  uploads: z.int(),
  /** The instance keeps the last one. */
  isLast: z.boolean(),
})

export type ChannelDeletion = z.infer<typeof channelDeletionSchema>

export const CHANNEL_LIMITS = { name: 50, displayName: 120, text: { min: 3, max: 1000 } } as const

const NAME = /^[a-z0-9_]+([a-z0-9_.-]+[a-z0-9_]+)?$/

export type ChannelField = 'name' | 'displayName' | 'description' | 'support'

/** What an instance would refuse; empty: nothing. @param name of a channel that is to be made; null: it has one */
export function validateChannel(texts: ChannelTexts, name: string | null): FieldProblem<ChannelField>[] {
  return [
    ...(name === null ? [] : handleProblems(name)),
    ...nameProblems('displayName', texts.displayName, CHANNEL_LIMITS.displayName),
    ...optionalTextProblems('description', texts.description, CHANNEL_LIMITS.text),
    ...optionalTextProblems('support', texts.support, CHANNEL_LIMITS.text),
  ]
}

function handleProblems(name: string): FieldProblem<ChannelField>[] {
  const problems = nameProblems('name', name, CHANNEL_LIMITS.name)
  if (problems.length > 0) return problems
  return NAME.test(name) ? [] : [{ field: 'name', code: 'bad-name', params: {} }]
}
