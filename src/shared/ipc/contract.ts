import { z } from 'zod'
import { accountSchema, externalLoginSchema, foundInstanceSchema } from '../accounts/account'
import { accountChoicesSchema } from '../accounts/choices'
import { editCountsSchema } from '../library/edit'
import {
  channelDeletionSchema,
  channelPictureKindSchema,
  channelRowSchema,
  channelTextsSchema,
  followerSchema,
} from '../channels/channel'
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
import {
  playlistChangeSchema,
  playlistElementRowSchema,
  playlistFieldsSchema,
  playlistRowSchema,
  refusedChangeSchema,
} from '../playlists/playlist'
import { downloadProgressSchema, downloadSchema } from '../downloads/download'
import { liveStatusSchema } from '../live/live'
import { settingsPatchSchema, settingsSchema } from '../settings/settings'
import { channelDefaultsSchema, draftPatchSchema, type MergedDraft } from '../uploads/draft'
import { intakeProgressSchema } from '../uploads/intake'
import { problemSchema, progressSchema, receiptSchema, uploadRowSchema } from '../uploads/upload'
import { captionMethods } from './caption-methods'
import { downloadMethods } from './download-methods'
import { bulkMethods } from './bulk-methods'
import { editMethods } from './edit-methods'
import { liveMethods } from './live-methods'
import { method } from './method'

/**
 * The list of everything the window can ask and be told. Every side derives from it: `serve` demands a handler for
 * each method, the preload builds the client, the renderer's `api` is the preload's type.
 */
const nothing = z.undefined()
const none = z.strictObject({})
const uploadIds = z.array(z.uuid()).max(100_000)
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

  /** Called by the preload alone, which turns dropped and pasted files into paths. */
  'intake.addPaths': method(
    z.strictObject({ accountId, paths: z.array(z.string().min(1).max(32_768)).min(1).max(20_000) }),
    z.strictObject({ intakeId: z.uuid() }),
  ),
  /** Opens the system's picker; null: the person closed it. */
  'intake.pick': method(
    z.strictObject({ accountId, kind: z.enum(['files', 'folder']) }),
    z.strictObject({ intakeId: z.uuid() }).nullable(),
  ),
  /** Adds what that drop left out because it was sent before. */
  'intake.addAgain': method(z.strictObject({ intakeId: z.uuid() }), z.strictObject({ intakeId: z.uuid() })),
  'intake.cancel': method(z.strictObject({ intakeId: z.uuid() }), nothing),

  /** A page of the queue in its order; `after` is the last position of the page before. */
  'uploads.rows': method(
    z.strictObject({ after: z.number().nullable(), limit: z.int().min(1).max(1000) }),
    z.strictObject({ revision: z.int(), total: z.int(), rows: z.array(uploadRowSchema) }),
  ),
  /** Drafts with problems stay drafts; their ids come back. */
  'uploads.submit': method(z.strictObject({ ids: uploadIds }), z.strictObject({ refused: uploadIds })),
  /** Each of these passes over rows whose state does not allow it. */
  'uploads.pause': method(z.strictObject({ ids: uploadIds }), nothing),
  'uploads.resume': method(z.strictObject({ ids: uploadIds }), nothing),
  'uploads.retry': method(z.strictObject({ ids: uploadIds }), nothing),
  'uploads.cancel': method(z.strictObject({ ids: uploadIds }), nothing),
  /** Takes rows from the list: drafts, cancelled, failed and published ones. */
  'uploads.remove': method(z.strictObject({ ids: uploadIds }), nothing),
  /** Moves rows, in their order, before another one, or to the end. */
  'uploads.move': method(z.strictObject({ ids: uploadIds, before: z.uuid().nullable() }), nothing),
  /** Asks for the file of a row that lost it; false: closed. */
  'uploads.locateFile': method(z.strictObject({ id: z.uuid() }), z.boolean()),

  'drafts.merged': method(
    z.strictObject({ ids: uploadIds.min(1) }),
    z.custom<MergedDraft>((value) => typeof value === 'object' && value !== null),
  ),
  'drafts.update': method(z.strictObject({ ids: uploadIds.min(1), patch: draftPatchSchema }), nothing),
  /** Opens a picker for a picture; false: closed. */
  'drafts.pickThumbnail': method(z.strictObject({ ids: uploadIds.min(1) }), z.boolean()),
  'drafts.setFrame': method(
    z.strictObject({ id: z.uuid(), jpeg: z.instanceof(Uint8Array), frameAt: z.number().min(0) }),
    nothing,
  ),
  'drafts.clearThumbnail': method(z.strictObject({ ids: uploadIds.min(1) }), nothing),
  /** Opens a picker for a caption file; false: closed. `language` null: from the file's name. */
  'drafts.pickCaption': method(
    z.strictObject({ id: z.uuid(), language: z.string().max(10).nullable() }),
    z.boolean(),
  ),
  'drafts.setCaptionLanguage': method(
    z.strictObject({ id: z.uuid(), from: z.string(), to: z.string().min(1).max(10) }),
    nothing,
  ),
  /** Called by the preload alone: captions and pictures dropped on a draft; what is neither is refused. */
  'drafts.attachPaths': method(
    z.strictObject({ id: z.uuid(), paths: z.array(z.string().min(1).max(32_768)).min(1).max(200) }),
    z.strictObject({ refused: z.array(z.string()) }),
  ),
  'drafts.removeCaption': method(z.strictObject({ id: z.uuid(), language: z.string() }), nothing),

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
    }),
  ),
  'channels.create': method(
    z.strictObject({ accountId, name: z.string().max(1000), texts: channelTextsSchema }),
    z.strictObject({ channelId: z.number() }),
  ),
  'channels.update': method(
    z.strictObject({
      accountId,
      channelId: z.number(),
      texts: channelTextsSchema,
      /** Its videos get the new support text too. */
      supportForVideos: z.boolean(),
    }),
    nothing,
  ),
  /** Null takes it away. */
  'channels.setPicture': method(
    z.strictObject({
      accountId,
      channelId: z.number(),
      kind: channelPictureKindSchema,
      picture: z.instanceof(Uint8Array).nullable(),
    }),
    nothing,
  ),
  /** Asked of the instance: newest first, up to 100 from `start` on. */
  'channels.followers': method(
    z.strictObject({ accountId, channelId: z.number(), start: z.int().min(0) }),
    z.strictObject({ total: z.int(), followers: z.array(followerSchema) }),
  ),
  'channels.deletion': method(z.strictObject({ accountId, channelId: z.number() }), channelDeletionSchema),
  'channels.delete': method(z.strictObject({ accountId, channelId: z.number() }), nothing),

  /** The local copy of all playlists; nothing of it asks the network. */
  'playlists.list': method(
    none,
    z.strictObject({
      revision: z.int(),
      statuses: z.array(listsStatusSchema),
      playlists: z.array(playlistRowSchema),
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
  'playlists.create': method(
    z.strictObject({ accountId, fields: playlistFieldsSchema }),
    z.strictObject({ playlistUuid: z.uuid() }),
  ),
  'playlists.update': method(
    z.strictObject({ accountId, playlistUuid: z.uuid(), fields: playlistFieldsSchema }),
    nothing,
  ),
  'playlists.setPicture': method(
    z.strictObject({ accountId, playlistUuid: z.uuid(), picture: z.instanceof(Uint8Array) }),
    nothing,
  ),
  'playlists.delete': method(z.strictObject({ accountId, playlistUuid: z.uuid() }), nothing),

  /** What was typed into a form and is not saved yet; null: nothing. */
  'forms.get': method(z.strictObject({ accountId, key: formKey }), z.string().nullable()),
  'forms.put': method(z.strictObject({ accountId, key: formKey, value: z.string().max(200_000) }), nothing),
  'forms.remove': method(z.strictObject({ accountId, key: formKey }), nothing),
  ...editMethods,
  ...bulkMethods,

  ...captionMethods,
  ...downloadMethods,
  /** Shows a file that came whole in its folder. */
  'app.showDownload': method(z.strictObject({ id: z.uuid() }), nothing),
  ...liveMethods,

  'receipts.list': method(
    z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(500) }),
    z.strictObject({ total: z.int(), receipts: z.array(receiptSchema) }),
  ),
  /** Opens a save dialog; null ids: all. False: closed. */
  'receipts.export': method(z.strictObject({ ids: uploadIds.nullable() }), z.boolean()),
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
