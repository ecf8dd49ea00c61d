import { z } from 'zod'

/**
 * What servers from 5.0 to 8.x answer, read tolerantly: a field that some version lacks is optional, an odd value of
 * a field that is not essential becomes its default, and what is not read is dropped.
 */

/** 204, and answers of which nothing is read. */
export const anything = z.unknown()

export const labelled = z.object({
  id: z.union([z.number(), z.string()]).nullish(),
  label: z.string().catch(''),
})

export const text = z.string().catch('')

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ total: z.number().catch(0), data: z.array(item) })
}

export const channelShape = z.object({
  id: z.number(),
  name: z.string(),
  displayName: text,
  support: z.string().nullish().catch(null),
})

const actorImages = z
  .array(
    z.object({
      width: z.number().catch(0),
      path: z.string().nullish().catch(null),
      fileUrl: z.string().nullish().catch(null),
    }),
  )
  .nullish()
  .catch(null)

/** A channel in the lists of its owner. */
export const fullChannelShape = channelShape.extend({
  description: z.string().nullish().catch(null),
  followersCount: z.number().catch(0),
  avatars: actorImages,
  banners: actorImages,
  createdAt: z.string().nullish().catch(null),
  updatedAt: z.string().nullish().catch(null),
  /** With `withStats`. */
  videosCount: z.number().nullish().catch(null),
})

export const followShape = z.object({
  id: z.number(),
  createdAt: z.string().nullish().catch(null),
  follower: z.object({
    id: z.number().catch(0),
    name: text,
    host: text,
    displayName: text,
    url: z.string().nullish().catch(null),
  }),
})

export const videoIdShape = z.object({ id: z.number(), uuid: z.string(), shortUUID: text })

const numberOrNull = z.number().nullish().catch(null)
const textOrNull = z.string().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)

/** From 8.1 on. */
const thumbnails = z
  .array(z.object({ width: z.number().catch(0), fileUrl: z.string() }))
  .nullish()
  .catch(null)

const fileShape = z.object({
  id: z.number().catch(0),
  size: z.number().catch(0),
  resolution: z.object({ id: z.number() }).optional().catch(undefined),
  fileUrl: textOrNull,
  /** From 6.3 on: picture and sound may be apart. */
  hasAudio: flag,
  hasVideo: flag,
})

export const videoShape = z.object({
  id: z.number(),
  uuid: z.string(),
  shortUUID: text,
  name: text,
  duration: z.number().catch(0),
  createdAt: z.string(),
  updatedAt: textOrNull,
  publishedAt: textOrNull,
  originallyPublishedAt: textOrNull,
  privacy: labelled.optional().catch(undefined),
  // Public lists lack the state; they only hold published videos.
  state: z.object({ id: z.number(), label: text }).optional().catch(undefined),
  channel: z.object({ id: z.number(), name: text, displayName: text }).optional().catch(undefined),
  category: labelled.nullish().catch(null),
  licence: labelled.nullish().catch(null),
  language: labelled.nullish().catch(null),
  /** In lists: cut at 250 characters. */
  description: textOrNull,
  views: z.number().catch(0),
  /** Of a live: who watches at the moment. */
  viewers: numberOrNull,
  likes: z.number().catch(0),
  isLive: flag,
  nsfw: flag,
  blacklisted: flag,
  waitTranscoding: flag,
  scheduledUpdate: z
    .object({ updateAt: z.string(), privacy: z.number().nullish().catch(null) })
    .nullish()
    .catch(null),
  /** In lists from 7.1 on. */
  tags: z.array(z.string()).nullish().catch(null),
  thumbnailPath: textOrNull,
  thumbnails,
  // What follows is in the answer for one video alone.
  support: textOrNull,
  downloadEnabled: flag,
  /** From 7.2 on. */
  nsfwFlags: numberOrNull,
  nsfwSummary: textOrNull,
  /** Up to 7.x. */
  commentsEnabled: flag,
  /** From 6.2 on. */
  commentsPolicy: z.object({ id: z.number() }).nullish().catch(null),
  files: z.array(fileShape).nullish().catch(null),
  streamingPlaylists: z
    .array(z.object({ playlistUrl: textOrNull, files: z.array(fileShape).nullish().catch(null) }))
    .nullish()
    .catch(null),
})

export const sourceShape = z.object({
  /** 6.1 and later; before, `filename`. */
  inputFilename: textOrNull,
  filename: textOrNull,
  size: numberOrNull,
  /** 6.0 and later: when the file came, which tells a replaced one from the one before. */
  createdAt: textOrNull,
  /** 6.2 and later, where the instance keeps what was uploaded. */
  fileDownloadUrl: textOrNull,
})

export const playlistShape = z.object({
  id: z.number(),
  uuid: z.string(),
  displayName: text,
  privacy: labelled.optional().catch(undefined),
  /** 1: regular, 2: watch later. */
  type: labelled.optional().catch(undefined),
  shortUUID: text,
  description: textOrNull,
  videosLength: z.number().catch(0),
  videoChannel: z.object({ id: z.number() }).nullish().catch(null),
  createdAt: textOrNull,
  updatedAt: textOrNull,
  thumbnailPath: textOrNull,
  thumbnails,
})

export const playlistElementShape = z.object({
  id: z.number(),
  position: z.number(),
  startTimestamp: numberOrNull,
  stopTimestamp: numberOrNull,
  /** 0: regular, 1: deleted, 2: private, 3: unavailable. */
  type: z.number().catch(0),
  // missing or null when the video was deleted or is not for this person
  video: z
    .object({
      id: z.number(),
      uuid: z.string(),
      shortUUID: text,
      name: text,
      duration: z.number().catch(0),
      channel: z.object({ displayName: text, name: text }).nullish().catch(null),
      thumbnailPath: textOrNull,
      thumbnails,
    })
    .nullish()
    .catch(null),
})

/** 8.0 and later. */
export const playerSettingsShape = z.object({ theme: z.string() })

/** Categories, licences, languages and privacies: an object from id to label. */
export const constantsShape = z.record(z.string(), z.string())
