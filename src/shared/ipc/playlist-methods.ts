import { z } from 'zod'
import { listFormSchema, listOutcomeSchema } from '../library/list-form'
import { listsStatusSchema } from '../library/lists'
import {
  playlistChangeSchema,
  playlistElementRowSchema,
  playlistFieldsSchema,
  playlistRowSchema,
  refusedChangeSchema,
} from '../playlists/playlist'
import { method } from './method'

const nothing = z.undefined()
const none = z.strictObject({})
const outcome = z.strictObject({ outcome: listOutcomeSchema })
const accountId = z.uuid()

/** Methods of playlists and of what they hold; part of the contract. */
export const playlistMethods = {
  /** The local copy of all playlists; nothing of it asks the network. */
  'playlists.list': method(
    none,
    z.strictObject({
      revision: z.int(),
      statuses: z.array(listsStatusSchema),
      playlists: z.array(playlistRowSchema),
      /** Forms of them that their instances have not got. */
      forms: z.array(listFormSchema),
    }),
  ),
  /** A window of what one holds, as it will be when everything that waits is sent. */
  'playlists.elements': method(
    z.strictObject({
      accountId,
      playlistUuid: z.uuid(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.strictObject({ revision: z.int(), total: z.int(), rows: z.array(playlistElementRowSchema) }),
  ),
  'playlists.refused': method(
    z.strictObject({ accountId, playlistUuid: z.uuid() }),
    z.array(refusedChangeSchema),
  ),
  /** Written down at once and sent in its turn, now or when the network is back; `playlists.changed` tells. */
  'playlists.change': method(
    z.strictObject({
      accountId,
      playlistUuid: z.uuid(),
      changes: z.array(playlistChangeSchema).min(1).max(10_000),
    }),
    nothing,
  ),
  /** Moves elements, together, so that the first of them comes to this position (from 1); as `playlists.change`. */
  'playlists.moveTo': method(
    z.strictObject({
      accountId,
      playlistUuid: z.uuid(),
      elementIds: z.array(z.int()).min(1).max(1000),
      position: z.int().min(1),
    }),
    nothing,
  ),
  /** Lets go what was not sent yet. */
  'playlists.discardWaiting': method(z.strictObject({ accountId, playlistUuid: z.uuid() }), nothing),
  /** Tries a refused change again, or lets it go. */
  'playlists.settleRefused': method(z.strictObject({ id: z.int(), again: z.boolean() }), nothing),
  /** Reads what it holds from the instance again. */
  'playlists.refresh': method(z.strictObject({ accountId, playlistUuid: z.uuid() }), nothing),
  /**
   * Kept first, then sent; without the instance it waits in the outbox. Rejects with the refusal of an instance that was
   * asked at once, and keeps nothing then.
   */
  'playlists.save': method(
    z.strictObject({
      accountId,
      /** Null: the playlist is to be made. */
      playlistUuid: z.uuid().nullable(),
      fields: playlistFieldsSchema,
      /** What the form showed before anything was typed. */
      seen: playlistFieldsSchema,
      /** A form of a new playlist that waits and is saved once more. */
      formId: z.uuid().nullable(),
    }),
    /** Null: it is not made yet. */
    z.strictObject({ outcome: listOutcomeSchema, playlistUuid: z.uuid().nullable() }),
  ),
  /** As `playlists.save`. */
  'playlists.setPicture': method(
    z.strictObject({ accountId, playlistUuid: z.uuid(), picture: z.instanceof(Uint8Array) }),
    outcome,
  ),
  /** As `playlists.save`. `videos`: how many it holds as the person was told; it is kept when there are more by then. */
  'playlists.delete': method(
    z.strictObject({ accountId, playlistUuid: z.uuid(), videos: z.int().min(0) }),
    outcome,
  ),
} as const
