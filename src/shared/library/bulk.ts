import { z } from 'zod'

/** What becomes of a text. In what is put in, `{n}`, `{title}`, `{date}` and the like stand for each video's own (see `title-pattern`). */
const textChange = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('set'), text: z.string().max(20_000) }),
  z.strictObject({
    how: z.literal('add'),
    text: z.string().min(1).max(20_000),
    where: z.enum(['start', 'end']),
  }),
  z.strictObject({
    how: z.literal('replace'),
    find: z.string().min(1).max(1000),
    by: z.string().max(20_000),
    /** `find` is a regular expression (RE2), and `$1` in `by` means its first group. */
    isPattern: z.boolean(),
    matchCase: z.boolean(),
  }),
])

export type TextChange = z.infer<typeof textChange>

const words = z.array(z.string().min(1).max(1000)).max(1000)

const listChange = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('set'), items: words }),
  z.strictObject({ how: z.literal('add'), items: words.min(1) }),
  z.strictObject({ how: z.literal('remove'), items: words.min(1) }),
  z.strictObject({ how: z.literal('replace'), find: z.string().min(1).max(1000), by: z.string().max(1000) }),
])

export type ListChange = z.infer<typeof listChange>

/** Sites that may embed a video. Where every site may, adding and removing change nothing; `clear` lets every site. */
const sitesChange = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('set'), items: words }),
  z.strictObject({ how: z.literal('add'), items: words.min(1) }),
  z.strictObject({ how: z.literal('remove'), items: words.min(1) }),
  z.strictObject({ how: z.literal('clear') }),
])

export type SitesChange = z.infer<typeof sitesChange>

/** Numbers of things belong to one instance, so each account has its own. */
const perAccount = <Value extends z.ZodType>(value: Value) => z.record(z.uuid(), value)

const scheduleChange = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('clear') }),
  z.strictObject({
    how: z.literal('steps'),
    /** Of the first video, on the wall of `timeZone`: `2026-12-01`, `18:00`. */
    date: z.iso.date(),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    /** IANA name. */
    timeZone: z.string().min(1).max(100),
    /** Days between one video and the next; 0: all at once. */
    everyDays: z.int().min(0).max(366),
    /** The privacy that it then has. */
    privacy: z.int(),
  }),
])

export type ScheduleChange = z.infer<typeof scheduleChange>

/** One thing that a bulk edit does to every chosen video. */
export const bulkChangeSchema = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('title'), change: textChange }),
  z.strictObject({ field: z.literal('description'), change: textChange }),
  z.strictObject({ field: z.literal('support'), change: textChange }),
  z.strictObject({ field: z.literal('tags'), change: listChange }),
  z.strictObject({ field: z.literal('passwords'), change: listChange }),
  z.strictObject({ field: z.literal('category'), id: z.number().nullable() }),
  z.strictObject({ field: z.literal('licence'), id: z.number().nullable() }),
  z.strictObject({ field: z.literal('language'), id: z.string().max(20).nullable() }),
  z.strictObject({ field: z.literal('privacy'), id: z.int() }),
  z.strictObject({ field: z.literal('commentsPolicy'), id: z.int().min(1).max(3) }),
  z.strictObject({ field: z.literal('downloadEnabled'), on: z.boolean() }),
  z.strictObject({ field: z.literal('nsfw'), on: z.boolean() }),
  z.strictObject({ field: z.literal('waitTranscoding'), on: z.boolean() }),
  /** ISO 8601 date or moment; null takes it away. */
  z.strictObject({ field: z.literal('originallyPublishedAt'), date: z.string().max(40).nullable() }),
  z.strictObject({ field: z.literal('schedule'), change: scheduleChange }),
  /** `PLAYER_THEME`. */
  z.strictObject({ field: z.literal('playerTheme'), id: z.string().min(1).max(100) }),
  z.strictObject({ field: z.literal('embedPrivacy'), change: sitesChange }),
  z.strictObject({ field: z.literal('channelId'), byAccount: perAccount(z.number()) }),
  z.strictObject({
    field: z.literal('playlists'),
    how: z.enum(['add', 'remove']),
    byAccount: perAccount(z.array(z.number()).min(1).max(100)),
  }),
])

export type BulkChange = z.infer<typeof bulkChangeSchema>
export type BulkField = BulkChange['field']

export const bulkEditSchema = z.strictObject({
  /** In the order in which they are made; several of one field follow one another. */
  changes: z.array(bulkChangeSchema).min(1).max(50),
  /** The first `{n}`, and the next one's distance. */
  firstNumber: z.int().min(-1_000_000).max(1_000_000),
  numberStep: z.int().min(-1000).max(1000),
  /** IANA name of the zone that `{date}` is read in. */
  timeZone: z.string().min(1).max(100),
})

export type BulkEdit = z.infer<typeof bulkEditSchema>
