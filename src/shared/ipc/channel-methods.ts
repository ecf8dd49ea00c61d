import { z } from 'zod'
import {
  channelDeletionSchema,
  channelFieldsSchema,
  channelPictureKindSchema,
  channelRowSchema,
  followerSchema,
} from '../channels/channel'
import { listFormSchema, listOutcomeSchema } from '../library/list-form'
import { listsStatusSchema } from '../library/lists'
import { method } from './method'

const accountId = z.uuid()
const outcome = z.strictObject({ outcome: listOutcomeSchema })

/** Channels; part of the contract. */
export const channelMethods = {
  /** The local copy of all channels; nothing of it asks the network. */
  'channels.list': method(
    z.strictObject({}),
    z.strictObject({
      revision: z.int(),
      statuses: z.array(listsStatusSchema),
      channels: z.array(channelRowSchema),
      /** Forms of them that their instances have not got. */
      forms: z.array(listFormSchema),
    }),
  ),
  /**
   * Kept first, then sent; without the instance it waits in the outbox. Rejects with the refusal of an instance that was
   * asked at once, and keeps nothing then.
   */
  'channels.save': method(
    z.strictObject({
      accountId,
      /** Null: the channel is to be made, with this name. */
      channelId: z.number().nullable(),
      name: z.string().max(1000),
      fields: channelFieldsSchema,
      /** What the form showed before anything was typed. */
      seen: channelFieldsSchema,
      /** Its videos get the new support text too. */
      supportForVideos: z.boolean(),
      /** A form of a new channel that waits and is saved once more. */
      formId: z.uuid().nullable(),
    }),
    /** Null: it is not made yet. */
    z.strictObject({ outcome: listOutcomeSchema, channelId: z.number().nullable() }),
  ),
  /** Null takes it away. As `channels.save`. */
  'channels.setPicture': method(
    z.strictObject({
      accountId,
      channelId: z.number(),
      kind: channelPictureKindSchema,
      picture: z.instanceof(Uint8Array).nullable(),
    }),
    outcome,
  ),
  /** Asked of the instance: newest first, up to 100 from `start` on. */
  'channels.followers': method(
    z.strictObject({ accountId, channelId: z.number(), start: z.int().min(0) }),
    z.strictObject({ total: z.int(), followers: z.array(followerSchema) }),
  ),
  'channels.deletion': method(z.strictObject({ accountId, channelId: z.number() }), channelDeletionSchema),
  /** As `channels.save`. `videos`: how many go along as the person was told; it is kept when there are more by then. */
  'channels.delete': method(
    z.strictObject({ accountId, channelId: z.number(), videos: z.int().min(0) }),
    outcome,
  ),
} as const
