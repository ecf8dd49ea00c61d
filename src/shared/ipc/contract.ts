import { z } from 'zod'
import { accountSchema, externalLoginSchema, foundInstanceSchema } from '../accounts/account'
import { accountChoicesSchema } from '../accounts/choices'
import { changeCountsSchema } from '../library/change'
import { editCountsSchema } from '../library/edit'
import {
  channelDeletionSchema,
  channelPictureKindSchema,
  channelRowSchema,
  channelFieldsSchema,
  followerSchema,
} from '../channels/channel'
import { listFormSchema, listOutcomeSchema } from '../library/list-form'
import { listsStatusSchema } from '../library/lists'
import { batchSchema } from '../library/batch'
import {
  libraryFacetsSchema,
  libraryFilterSchema,
  libraryRowSchema,
  librarySortSchema,
  libraryVideoSchema,
  syncStatusSchema,
} from '../library/library'
import { savedFilterSchema } from '../library/saved-filter'
import { calendarSchema, LONGEST_CALENDAR_MS } from '../library/calendar'
import { endedWorkSchema, workingVideoSchema } from '../library/work'
import { downloadProgressSchema, downloadSchema } from '../downloads/download'
import { liveStatusSchema } from '../live/live'
import { storageTroubleSchema } from '../storage'
import { settingsPatchSchema, settingsSchema } from '../settings/settings'
import { channelDefaultsSchema } from '../uploads/draft'
import { intakeProgressSchema } from '../uploads/intake'
import { problemSchema, progressSchema, uploadRowSchema } from '../uploads/upload'
import { captionMethods } from './caption-methods'
import { downloadMethods } from './download-methods'
import { draftMethods } from './draft-methods'
import { bulkMethods } from './bulk-methods'
import { changeMethods } from './change-methods'
import { editMethods } from './edit-methods'
import { liveMethods } from './live-methods'
import { method } from './method'
import { playlistMethods } from './playlist-methods'
import { uploadMethods } from './upload-methods'

/**
 * The list of everything the window can ask and be told. Every side derives from it: `serve` demands a handler for
 * each method, the preload builds the client, the renderer's `api` is the preload's type.
 * Methods of the larger areas lie in files beside this one.
 */
const nothing = z.undefined()
const none = z.strictObject({})
const outcome = z.strictObject({ outcome: listOutcomeSchema })
const accountId = z.uuid()
const formKey = z.string().min(1).max(100)

const signInResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signed-in'), account: accountSchema }),
  z.strictObject({ kind: z.literal('otp-required') }),
])

/** `keychain`, or `memory` after the person agreed that the account is forgotten when the app ends. */
const tokenStore = z.enum(['keychain', 'memory'])

export const methods = {
  'app.info': method(
    none,
    z.strictObject({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      /** BCP 47, from the system. */
      systemLocale: z.string(),
      secureStore: z.boolean(),
      storageTrouble: storageTroubleSchema.nullable(),
    }),
  ),
  /** https only (http for loopback and instances added so); the person is shown the host and asked first. */
  'app.openExternal': method(z.strictObject({ url: z.url().max(2000) }), z.boolean()),
  /** Text about one upload, or the app, with secrets removed; also put on the clipboard. */
  'app.copyDiagnostic': method(z.strictObject({ uploadId: z.uuid().nullable() }), z.string()),
  'app.copyText': method(z.strictObject({ text: z.string().max(100_000) }), nothing),

  /** Files named on the command line or by "open with" that wait for an account. */
  'app.offeredFiles': method(none, z.strictObject({ count: z.int() })),
  /** Adds them to the queue of that account; null: none waited. */
  'app.takeOfferedFiles': method(
    z.strictObject({ accountId }),
    z.strictObject({ intakeId: z.uuid() }).nullable(),
  ),

  'settings.get': method(none, settingsSchema),
  'settings.set': method(settingsPatchSchema, settingsSchema),

  'accounts.list': method(none, z.strictObject({ revision: z.int(), accounts: z.array(accountSchema) })),
  'accounts.lookUp': method(
    z.strictObject({ address: z.string().max(2000), allowHttp: z.boolean() }),
    foundInstanceSchema,
  ),
  'accounts.signIn': method(
    z.strictObject({
      instanceUrl: z.string().max(2000),
      username: z.string().min(1).max(320),
      password: z.string().min(1).max(1000),
      otp: z.string().max(20).nullable(),
      tokenStore,
    }),
    signInResult,
  ),
  'accounts.signInExternal': method(
    z.strictObject({ instanceUrl: z.string().max(2000), login: externalLoginSchema, tokenStore }),
    signInResult,
  ),
  'accounts.signOut': method(z.strictObject({ accountId }), nothing),
  /** Signs out and removes the account with its queue rows; receipts stay. */
  'accounts.remove': method(z.strictObject({ accountId }), nothing),
  'accounts.tryDemo': method(none, accountSchema),
  'accounts.choices': method(z.strictObject({ accountId, refresh: z.boolean() }), accountChoicesSchema),
  'accounts.channelDefaults': method(
    z.strictObject({ accountId, channelId: z.number() }),
    channelDefaultsSchema.nullable(),
  ),
  'accounts.setChannelDefaults': method(
    z.strictObject({ accountId, channelId: z.number(), defaults: channelDefaultsSchema.nullable() }),
    nothing,
  ),

  ...uploadMethods,
  ...draftMethods,

  /** A window of the local copy in the order asked for; nothing of it asks the network. */
  'library.page': method(
    z.strictObject({
      filter: libraryFilterSchema,
      sort: librarySortSchema,
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.strictObject({ revision: z.int(), total: z.int(), rows: z.array(libraryRowSchema) }),
  ),
  'library.facets': method(z.strictObject({ accountIds: z.array(z.uuid()).max(100) }), libraryFacetsSchema),
  /** What is scheduled over all accounts from `from` until before `to`, epoch milliseconds, with what waits laid over. */
  'library.calendar': method(
    z
      .strictObject({ from: z.int(), to: z.int() })
      .refine(({ from, to }) => to > from && to - from <= LONGEST_CALENDAR_MS),
    calendarSchema,
  ),
  /** From the local copy at once; the details are read from the instance when they are old, and `library.changed` tells. */
  'library.video': method(z.strictObject({ accountId, uuid: z.string().max(100) }), libraryVideoSchema),
  /** How the page plays it: `/local/remote-video/…`, or the stream `/local/remote-stream/…`; null: it can't be played. */
  'library.playback': method(
    z.strictObject({ accountId, uuid: z.uuid() }),
    z.enum(['file', 'stream']).nullable(),
  ),
  'library.status': method(none, z.array(syncStatusSchema)),
  /** What the instances work on: at most 500, those that have been at it longest first. */
  'library.working': method(none, z.array(workingVideoSchema)),
  /** Null: all accounts. Resolves when it has begun. */
  'library.sync': method(z.strictObject({ accountId: accountId.nullable() }), nothing),
  /** Searches with a name. Saving one of the same name replaces it. */
  'library.savedFilters': method(none, z.array(savedFilterSchema)),
  'library.saveFilter': method(savedFilterSchema.omit({ id: true }), z.array(savedFilterSchema)),
  'library.removeFilter': method(z.strictObject({ id: z.uuid() }), z.array(savedFilterSchema)),
  'library.cancelSync': method(z.strictObject({ accountId }), nothing),
  /**
   * Opens a picker and queues what was chosen in the place of the video's own file; null: closed. With problems the
   * instance would not take the file, and nothing is queued.
   */
  'library.replaceFile': method(
    z.strictObject({ accountId, uuid: z.string().max(100) }),
    z.strictObject({ uploadId: z.uuid().nullable(), problems: z.array(problemSchema) }).nullable(),
  ),

  /** The local copy of all channels; nothing of it asks the network. */
  'channels.list': method(
    none,
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

  ...playlistMethods,

  /** What was typed into a form and is not saved yet; null: nothing. */
  'forms.get': method(z.strictObject({ accountId, key: formKey }), z.string().nullable()),
  'forms.put': method(z.strictObject({ accountId, key: formKey, value: z.string().max(200_000) }), nothing),
  'forms.remove': method(z.strictObject({ accountId, key: formKey }), nothing),
  ...changeMethods,
  ...editMethods,
  ...bulkMethods,

  ...captionMethods,
  ...downloadMethods,
  /** Shows a file that came whole in its folder. */
  'app.showDownload': method(z.strictObject({ id: z.uuid() }), nothing),
  ...liveMethods,
} as const

export const events = {
  'settings.changed': settingsSchema,
  'accounts.changed': z.strictObject({
    revision: z.int(),
    upserts: z.array(accountSchema),
    removals: z.array(z.uuid()),
  }),
  'uploads.changed': z.strictObject({
    revision: z.int(),
    upserts: z.array(uploadRowSchema),
    removals: z.array(z.uuid()),
  }),
  /** One batch for all uploads, at most four times a second. */
  'uploads.progressed': z.array(progressSchema),
  'intake.progressed': intakeProgressSchema,
  /** The local copy changed: what is shown is asked for again. At most twice a second. */
  'library.changed': z.strictObject({ revision: z.int() }),
  'library.synced': syncStatusSchema,
  /** The instance is done with a video: transcoded, moved, edited or imported. */
  'library.workEnded': endedWorkSchema,
  /** Channels, playlists or what they hold changed: what is shown is asked for again. At most four times a second. */
  'lists.changed': z.strictObject({ revision: z.int() }),
  'lists.synced': listsStatusSchema,
  /** A plan came on or was finished, or the person did something with a batch. */
  'library.batchChanged': batchSchema,
  /** Edits were made, sent, taken back, or changed their state. At most four times a second. */
  'library.outboxChanged': z.strictObject({ revision: z.int(), counts: editCountsSchema }),
  /** The same of changes of every kind: videos, playlists, channels. */
  'changes.changed': z.strictObject({ revision: z.int(), counts: changeCountsSchema }),
  'live.status': liveStatusSchema,
  'receipts.changed': z.strictObject({}),
  'downloads.changed': z.strictObject({
    revision: z.int(),
    upserts: z.array(downloadSchema),
    removals: z.array(z.uuid()),
  }),
  /** One batch for all that run, at most four times a second. */
  'downloads.progressed': z.array(downloadProgressSchema),
  /** Menu entries and shortcuts that the window carries out. */
  'app.command': z.enum([
    'add-files',
    'add-folder',
    'add-account',
    'open-settings',
    'open-uploads',
    'open-receipts',
    'open-library',
    'open-channels',
    'open-playlists',
    'open-live',
    'open-calendar',
    'select-all',
  ]),
  'app.filesOffered': z.strictObject({ count: z.int() }),
  /** The database takes no change any more, or does again. */
  'storage.changed': z.strictObject({ trouble: storageTroubleSchema.nullable() }),
  'connectivity.changed': z.strictObject({ online: z.boolean() }),
} as const

export type Methods = typeof methods
export type MethodName = keyof Methods
export type MethodInput<Name extends MethodName> = z.infer<Methods[Name]['input']>
export type MethodOutput<Name extends MethodName> = z.infer<Methods[Name]['output']>

export type Events = typeof events
export type EventName = keyof Events
export type EventPayload<Name extends EventName> = z.infer<Events[Name]>

/** What `serve` answers to every call. */
export const envelopeSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    error: z.strictObject({
      code: z.string(),
      message: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  }),
])

export type Envelope = z.infer<typeof envelopeSchema>
