import { z } from 'zod'
import { channelChangesSchema } from '../channels/channel'
import { ERROR_CODES } from '../errors'
import { liveSettingsSchema } from '../live/live'
import { playlistFieldChangesSchema } from '../playlists/playlist'
import { attachmentSchema, type Attachment } from '../uploads/draft'
import { editNoteSchema } from './edit'

/** A picture that is to be put: a file of this app. One that the instance has or had: its version. Null: none. */
const listPictureSchema = z
  .union([attachmentSchema, z.string().max(100)])
  .nullable()
  .optional()

/** Some of what a person says of a channel, of a playlist or of the settings of a live: what is changed, what was seen. */
export const listChangesSchema = z.strictObject({
  ...channelChangesSchema.shape,
  ...playlistFieldChangesSchema.shape,
  ...liveSettingsSchema.partial().shape,
  avatar: listPictureSchema,
  banner: listPictureSchema,
  picture: listPictureSchema,
})

export const listFieldSchema = listChangesSchema.keyof()

export type ListField = z.infer<typeof listFieldSchema>
export type ListChanges = z.infer<typeof listChangesSchema>

export const LIST_FORM_FIELDS = {
  channel: ['displayName', 'description', 'support', 'playerTheme', 'avatar', 'banner'],
  playlist: ['displayName', 'description', 'privacy', 'channelId', 'picture'],
  live: ['permanent', 'saveReplay', 'replayPrivacy', 'latency', 'schedules', 'dvrSeconds'],
} as const satisfies Record<string, readonly ListField[]>

/** Those of them that are sent in requests of their own. */
export const LIST_PICTURES = ['avatar', 'banner', 'picture'] as const satisfies readonly ListField[]

export type ListPicture = (typeof LIST_PICTURES)[number]

export type ListKind = keyof typeof LIST_FORM_FIELDS

/** Three sides of one field that the server and the person changed differently. */
export const listConflictSchema = z.strictObject({
  field: listFieldSchema,
  base: listChangesSchema,
  mine: listChangesSchema,
  server: listChangesSchema,
})

export type ListConflict = z.infer<typeof listConflictSchema>

export const listFailureSchema = z.strictObject({
  /** Has its words under `errors.<code>`. */
  code: z.enum(ERROR_CODES),
  /** Has its words under `lists.refusals.<reason>`. */
  reason: z.string().nullable(),
  field: z.string().nullable(),
  status: z.int().nullable(),
  /** The server's own words; plain text, hostile. */
  detail: z.string(),
})

export type ListFailure = z.infer<typeof listFailureSchema>

/** As the states of an edit of a video; what has arrived is gone. */
export const listFormStateSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('waiting'),
    note: editNoteSchema.nullable(),
    /** Times that it was tried in vain. */
    attempts: z.int(),
    /** Epoch milliseconds; null: as soon as possible. */
    retryAt: z.number().nullable(),
  }),
  z.strictObject({ name: z.literal('sending'), attempts: z.int() }),
  z.strictObject({ name: z.literal('conflict'), fields: z.array(listConflictSchema) }),
  z.strictObject({ name: z.literal('failed'), failure: listFailureSchema }),
])

export type ListFormState = z.infer<typeof listFormStateSchema>

/** The form of a channel, a playlist or the settings of a live that its instance has not got. */
export const listFormSchema = z.strictObject({
  id: z.uuid(),
  accountId: z.uuid(),
  of: z.enum(['channel', 'playlist', 'live']),
  /** Id of the channel, UUID of the playlist or the live; null: it is to be made. */
  target: z.string().nullable(),
  /** Of a channel the part of its handle that never changes; empty for anything else. */
  name: z.string(),
  /** What it was called when the form was saved. */
  title: z.string(),
  state: listFormStateSchema,
  changes: listChangesSchema,
  /** What the person saw in these fields. */
  base: listChangesSchema,
  /** It is to be deleted, though it held as many videos as the person was told; null: it is not. */
  deletes: z.strictObject({ videos: z.int() }).nullable(),
  /** Of a channel: its videos get the new support text too. */
  supportForVideos: z.boolean(),
  createdAt: z.number(),
  changedAt: z.number(),
})

export type ListForm = z.infer<typeof listFormSchema>

export const listChoicesSchema = z.partialRecord(listFieldSchema, z.enum(['mine', 'server']))

export type ListChoices = z.infer<typeof listChoicesSchema>

/** What became of a form: it is on the instance, waits in the outbox, or is in conflict with what the instance has. */
export const listOutcomeSchema = z.enum(['arrived', 'waits', 'conflict'])

export type ListOutcome = z.infer<typeof listOutcomeSchema>

/** Whether both say the same in a field, as PeerTube keeps it. Left out on one side: they do not. */
export function isSameField(field: ListField, one: ListChanges, other: ListChanges): boolean {
  return asKept(field, one) === asKept(field, other)
}

/** Nothing instead of blanks; of a file its id. The order of announced times says nothing. */
function asKept(field: ListField, changes: ListChanges): string | number | boolean | null | undefined {
  const value = changes[field]
  if (Array.isArray(value)) return [...value].sort((one, other) => one - other).join(' ')
  if (typeof value === 'object' && value !== null) return value.id
  if (typeof value !== 'string') return value
  return field === 'displayName' || value.trim() === '' ? value.trim() : value
}

/** The files in it, by the field that they are for. */
export function picturesIn(changes: ListChanges): { field: ListPicture; file: Attachment }[] {
  return LIST_PICTURES.flatMap((field) => {
    const value = changes[field]
    return typeof value === 'object' && value !== null ? [{ field, file: value }] : []
  })
}

/** Of some fields only these. */
export function pickFields(changes: ListChanges, fields: readonly ListField[]): ListChanges {
  const picked = fields.filter((field) => changes[field] !== undefined)
  return Object.fromEntries(picked.map((field) => [field, changes[field]]))
}

/**
 * What of a form is to be sent, and what both sides changed. What the server has already is neither; what it has as it
 * was seen is sent.
 */
export function compareForm(
  { of, changes, base }: Pick<ListForm, 'of' | 'changes' | 'base'>,
  server: ListChanges,
): { toSend: ListChanges; conflicts: ListConflict[] } {
  const fields = LIST_FORM_FIELDS[of].filter(
    (field) => changes[field] !== undefined && !isSameField(field, changes, server),
  )
  const isAsSeen = (field: ListField): boolean =>
    base[field] === undefined || isSameField(field, base, server)
  const conflicts = fields
    .filter((field) => !isAsSeen(field))
    .map((field) => ({
      field,
      base: pickFields(base, [field]),
      mine: pickFields(changes, [field]),
      server: pickFields(server, [field]),
    }))
  return { toSend: pickFields(changes, fields.filter(isAsSeen)), conflicts }
}

/** Mine: what the server has is now what was seen. The server's: the field is no change any more. */
export function resolveForm<Form extends ListForm>(form: Form, choices: ListChoices): Form {
  if (form.state.name !== 'conflict') return form
  const { fields } = form.state
  const isLetGo = (field: ListField): boolean =>
    choices[field] === 'server' && fields.some((one) => one.field === field)
  const kept = LIST_FORM_FIELDS[form.of].filter((field) => !isLetGo(field))
  const seenNow = fields.filter(({ field }) => choices[field] === 'mine').map(({ server }) => server)
  const left = fields.filter(({ field }) => choices[field] === undefined)
  const state: ListFormState = left.length > 0 ? { name: 'conflict', fields: left } : waitsNow()
  const base = Object.assign(pickFields(form.base, kept), ...seenNow) as ListChanges
  return { ...form, changes: pickFields(form.changes, kept), base, state }
}

export function waitsNow(): Extract<ListFormState, { name: 'waiting' }> {
  return { name: 'waiting', note: null, attempts: 0, retryAt: null }
}
