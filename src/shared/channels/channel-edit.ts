import { z } from 'zod'
import { ERROR_CODES } from '../errors'
import { editNoteSchema } from '../library/edit'
import { channelTextsSchema } from './channel'

export const channelTextFieldSchema = channelTextsSchema.keyof()

export type ChannelTextField = z.infer<typeof channelTextFieldSchema>

export const CHANNEL_TEXT_FIELDS = [
  'displayName',
  'description',
  'support',
] as const satisfies readonly ChannelTextField[]

/** Some of a channel's texts: what is changed, what a person saw. */
export const channelChangesSchema = channelTextsSchema.partial()

export type ChannelChanges = z.infer<typeof channelChangesSchema>

/** Three sides of one text that the server and the person changed differently. */
export const channelConflictSchema = z.strictObject({
  field: channelTextFieldSchema,
  base: z.string(),
  mine: z.string(),
  server: z.string(),
})

export type ChannelConflict = z.infer<typeof channelConflictSchema>

export const channelFailureSchema = z.strictObject({
  /** Has its words under `errors.<code>`. */
  code: z.enum(ERROR_CODES),
  /** Has its words under `lists.refusals.<reason>`. */
  reason: z.string().nullable(),
  field: z.string().nullable(),
  status: z.int().nullable(),
  /** The server's own words; plain text, hostile. */
  detail: z.string(),
})

export type ChannelFailure = z.infer<typeof channelFailureSchema>

/** As the states of an edit of a video; what has arrived is gone. */
export const channelEditStateSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('waiting'),
    note: editNoteSchema.nullable(),
    /** Times that it was tried in vain. */
    attempts: z.int(),
    /** Epoch milliseconds; null: as soon as possible. */
    retryAt: z.number().nullable(),
  }),
  z.strictObject({ name: z.literal('sending'), attempts: z.int() }),
  z.strictObject({ name: z.literal('conflict'), fields: z.array(channelConflictSchema) }),
  z.strictObject({ name: z.literal('failed'), failure: channelFailureSchema }),
])

export type ChannelEditState = z.infer<typeof channelEditStateSchema>

/** The form of a channel that its instance has not got. */
export const channelEditRowSchema = z.strictObject({
  id: z.uuid(),
  accountId: z.uuid(),
  /** Null: the channel is to be made. */
  channelId: z.number().nullable(),
  /** The part of its handle that never changes. */
  name: z.string(),
  /** What the channel was called when the form was saved. */
  title: z.string(),
  state: channelEditStateSchema,
  changes: channelChangesSchema,
  /** What the person saw in these fields. */
  base: channelChangesSchema,
  /** Its videos get the new support text too. */
  supportForVideos: z.boolean(),
  createdAt: z.number(),
  changedAt: z.number(),
})

export type ChannelEdit = z.infer<typeof channelEditRowSchema>

export const channelChoicesSchema = z.partialRecord(channelTextFieldSchema, z.enum(['mine', 'server']))

export type ChannelChoices = z.infer<typeof channelChoicesSchema>

/** What became of a form: it is on the instance, waits in the outbox, or is in conflict with what the instance has. */
export const channelOutcomeSchema = z.strictObject({
  outcome: z.enum(['arrived', 'waits', 'conflict']),
  /** Of the channel; null: it is not made yet. */
  channelId: z.number().nullable(),
})

export type ChannelOutcome = z.infer<typeof channelOutcomeSchema>

export function isSameText(field: ChannelTextField, one: string, other: string): boolean {
  return asKept(field, one) === asKept(field, other)
}

/** As PeerTube keeps it: nothing instead of blanks. */
function asKept(field: ChannelTextField, text: string): string {
  return field === 'displayName' || text.trim() === '' ? text.trim() : text
}

/**
 * What of an edit is to be sent, and what both sides changed. What the server has already is neither; what it has as it
 * was seen is sent.
 */
export function compareChannel(
  { changes, base }: Pick<ChannelEdit, 'changes' | 'base'>,
  server: z.infer<typeof channelTextsSchema>,
): { toSend: ChannelChanges; conflicts: ChannelConflict[] } {
  const toSend: ChannelChanges = {}
  const conflicts: ChannelConflict[] = []
  for (const field of CHANNEL_TEXT_FIELDS) {
    const [mine, seen, theirs] = [changes[field], base[field], server[field]]
    if (mine === undefined || isSameText(field, mine, theirs)) continue
    if (seen === undefined || isSameText(field, seen, theirs)) toSend[field] = mine
    else conflicts.push({ field, base: seen, mine, server: theirs })
  }
  return { toSend, conflicts }
}

/** Mine: the server's text is now what was seen. The server's: the field is no change any more. */
export function resolveChannel(edit: ChannelEdit, choices: ChannelChoices): ChannelEdit {
  if (edit.state.name !== 'conflict') return edit
  const [changes, base] = [{ ...edit.changes }, { ...edit.base }]
  for (const { field, server } of edit.state.fields) {
    if (choices[field] === 'mine') base[field] = server
    if (choices[field] !== 'server') continue
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the field is one of three, and not a key from outside
    delete changes[field]
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- as above
    delete base[field]
  }
  const left = edit.state.fields.filter(({ field }) => choices[field] === undefined)
  const state: ChannelEditState = left.length > 0 ? { name: 'conflict', fields: left } : waitsNow()
  return { ...edit, changes, base, state }
}

export function waitsNow(): Extract<ChannelEditState, { name: 'waiting' }> {
  return { name: 'waiting', note: null, attempts: 0, retryAt: null }
}
