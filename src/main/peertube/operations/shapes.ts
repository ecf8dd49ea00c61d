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

export const videoIdShape = z.object({ id: z.number(), uuid: z.string(), shortUUID: text })

export const videoShape = z.object({
  id: z.number(),
  uuid: z.string(),
  shortUUID: text,
  name: text,
  duration: z.number().catch(0),
  createdAt: z.string(),
  publishedAt: z.string().nullish().catch(null),
  privacy: labelled.optional().catch(undefined),
  // Public lists lack the state; they only hold published videos.
  state: z.object({ id: z.number(), label: text }).optional().catch(undefined),
  channel: z.object({ id: z.number() }).optional().catch(undefined),
})

export const sourceShape = z.object({
  /** 6.1 and later; before, `filename`. */
  inputFilename: z.string().nullish().catch(null),
  filename: z.string().nullish().catch(null),
  size: z.number().nullish().catch(null),
})

export const playlistShape = z.object({
  id: z.number(),
  uuid: z.string(),
  displayName: text,
  privacy: labelled.optional().catch(undefined),
  /** 1: regular, 2: watch later. */
  type: labelled.optional().catch(undefined),
})

export const playlistElementShape = z.object({
  id: z.number(),
  position: z.number(),
  // missing or null when the video was deleted or is not for this person
  video: z.object({ id: z.number(), uuid: z.string() }).nullish().catch(null),
})

/** Categories, licences, languages and privacies: an object from id to label. */
export const constantsShape = z.record(z.string(), z.string())
