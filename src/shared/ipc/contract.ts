import { z } from 'zod'
import { accountSchema, externalLoginSchema, foundInstanceSchema } from '../accounts/account'
import { accountChoicesSchema } from '../accounts/choices'
import { downloadProgressSchema, downloadSchema } from '../downloads/download'
import { batchSchema } from '../library/batch'
import { changeCountsSchema } from '../library/change'
import { editCountsSchema } from '../library/edit'
import { syncStatusSchema } from '../library/library'
import { listsStatusSchema } from '../library/lists'
import { endedWorkSchema } from '../library/work'
import { liveStatusSchema } from '../live/live'
import { settingsPatchSchema, settingsSchema } from '../settings/settings'
import { storageTroubleSchema } from '../storage'
import { channelDefaultsSchema } from '../uploads/draft'
import { intakeProgressSchema } from '../uploads/intake'
import { progressSchema, uploadRowSchema } from '../uploads/upload'
import { bulkMethods } from './bulk-methods'
import { captionMethods } from './caption-methods'
import { changeMethods } from './change-methods'
import { channelMethods } from './channel-methods'
import { downloadMethods } from './download-methods'
import { draftMethods } from './draft-methods'
import { editMethods } from './edit-methods'
import { libraryMethods } from './library-methods'
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
      /** Whether this computer has a network. */
      online: z.boolean(),
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

  ...libraryMethods,
  ...channelMethods,
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
    'open-changes',
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
