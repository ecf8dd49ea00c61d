import { videoFieldsSchema, type FieldApart, type VideoField, type VideoFields } from '@shared/library/edit'
import { z } from 'zod'
import { fieldsOf } from '../library/edits/fields'
import type { Database } from './database'
import { Statements } from './statements'

/** What the copy knows of a video that can be changed. */
export interface CopiedVideo {
  accountId: string
  uuid: string
  isLive: boolean
  channelName: string
  /** Epoch milliseconds: its publication, or its creation while there was none. */
  shownAt: number
  fields: VideoFields
  /** Fields whose value in `fields` only stands for one that is not known. */
  unknown: VideoField[]
  /** Changes with the picture; null: it has none. */
  pictureVersion: string | null
  /** `version` changes whenever the instance's file does. */
  captions: { language: string; isAutomatic: boolean; version: string }[]
  /** Epoch milliseconds; null: never read in full. */
  detailsAt: number | null
  /** Epoch milliseconds: when the instance's video became other. */
  updatedAt: number
}

const flag = z
  .number()
  .nullable()
  .transform((value) => (value === null ? null : value === 1))

const rowSchema = z.object({
  account_id: z.string(),
  uuid: z.string(),
  name: z.string(),
  channel_name: z.string(),
  shown_at: z.number(),
  channel_id: z.number(),
  privacy: z.number(),
  category: z.number().nullable(),
  licence: z.number().nullable(),
  language: z.string().nullable(),
  nsfw: z.number(),
  tags: z.string(),
  wait_transcoding: flag,
  originally_published_at: z.number().nullable(),
  scheduled_at: z.number().nullable(),
  schedule_privacy: z.number().nullable(),
  is_live: z.number(),
  picture_version: z.string().nullable(),
  details_at: z.number().nullable(),
  details_due: z.number(),
  updated_at: z.number(),
  description: z.string(),
  support: z.string(),
  comments_policy: z.number().nullable(),
  download_enabled: flag,
  nsfw_flags: z.number().nullable(),
  nsfw_summary: z.string().nullable(),
  chapters: z.string().nullable(),
  player_theme: z.string().nullable(),
  embed_privacy: z.string().nullable(),
  caption_rows: z.string(),
})

type Row = z.infer<typeof rowSchema>

const COLUMNS = `v.account_id, v.uuid, v.name, v.channel_name, v.shown_at, v.channel_id, v.privacy, v.category, v.licence, v.language, v.nsfw, v.tags,
  v.wait_transcoding, v.originally_published_at, v.scheduled_at, v.schedule_privacy, v.is_live, v.picture_version, v.details_at,
  v.details_due, v.updated_at, t.description, t.support, t.comments_policy, t.download_enabled, t.nsfw_flags, t.nsfw_summary,
  t.chapters, t.player_theme, t.embed_privacy, (SELECT json_group_array(json_object('language', c.language, 'automatic', c.automatic,
    'version', c.version))
    FROM library_captions c WHERE c.video_id = v.id) AS caption_rows`

const captionRows = z.array(z.object({ language: z.string(), automatic: z.number(), version: z.string() }))
/** What lists leave out, or cut. */
const ONLY_IN_FULL: readonly VideoField[] = [
  'description',
  'support',
  'tags',
  'commentsPolicy',
  'downloadEnabled',
  'waitTranscoding',
  'nsfwFlags',
  'nsfwSummary',
  'chapters',
  'playerTheme',
  'embedPrivacy',
]
const CUT = /(\.\.\.|…)$/
const CUT_AT = 240

/** The copy as a form sees it. */
export class LibraryFields {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** Null: not in the copy. */
  find(accountId: string, uuid: string): CopiedVideo | null {
    return this.findMany(accountId, [uuid])[0] ?? null
  }

  /** Accounts in whose copy these videos are; of several, one. */
  owners(uuids: readonly string[]): Map<string, string> {
    const rows = this.database
      .prepare(
        `SELECT v.uuid, v.account_id FROM json_each(?) AS wanted CROSS JOIN accounts a
         CROSS JOIN library_videos v ON v.account_id = a.id AND v.uuid = wanted.value`,
      )
      .all(JSON.stringify(uuids)) as { uuid: string; account_id: string }[]
    return new Map(rows.map(({ uuid, account_id }) => [uuid, account_id]))
  }

  /** In the order asked for; those that are not in the copy are left out. */
  findMany(accountId: string, uuids: readonly string[]): CopiedVideo[] {
    return this.database
      .prepare(
        `SELECT ${COLUMNS} FROM json_each(?) AS wanted CROSS JOIN library_videos v ON v.account_id = ?
           AND v.uuid = wanted.value JOIN library_texts t ON t.id = v.id ORDER BY wanted.key`,
      )
      .all(JSON.stringify(uuids), accountId)
      .map((row) => copiedVideo(rowSchema.parse(row)))
  }
}

function copiedVideo(row: Row): CopiedVideo {
  return {
    accountId: row.account_id,
    uuid: row.uuid,
    isLive: row.is_live === 1,
    channelName: row.channel_name,
    shownAt: row.shown_at,
    fields: fieldsOfRow(row),
    unknown: unknownOf(row),
    pictureVersion: row.picture_version,
    captions: captionRows
      .parse(JSON.parse(row.caption_rows))
      .map(({ language, automatic, version }) => ({ language, isAutomatic: automatic === 1, version })),
    detailsAt: row.details_at,
    updatedAt: row.updated_at,
  }
}

function fieldsOfRow(row: Row): VideoFields {
  return fieldsOf(
    {
      name: row.name,
      channelId: row.channel_id,
      privacy: row.privacy,
      category: row.category,
      licence: row.licence,
      language: row.language,
      description: row.description,
      support: row.support,
      tags: z.array(z.string()).parse(JSON.parse(row.tags)),
      commentsPolicy: row.comments_policy,
      downloadEnabled: row.download_enabled,
      nsfw: row.nsfw === 1,
      nsfwFlags: row.nsfw_flags,
      nsfwSummary: row.nsfw_summary,
      originallyPublishedAt: row.originally_published_at,
      scheduledAt: row.scheduled_at,
      schedulePrivacy: row.schedule_privacy,
      waitTranscoding: row.wait_transcoding,
    },
    apartOf(row),
  )
}

function apartOf({ chapters, player_theme, embed_privacy }: Row): Partial<Pick<VideoFields, FieldApart>> {
  const { shape } = videoFieldsSchema
  return {
    ...(chapters === null ? {} : { chapters: shape.chapters.parse(JSON.parse(chapters)) }),
    ...(player_theme === null ? {} : { playerTheme: player_theme }),
    ...(embed_privacy === null ? {} : { embedPrivacy: shape.embedPrivacy.parse(JSON.parse(embed_privacy)) }),
  }
}

/** It ends like a description that a list has cut. */
export function looksCut(description: string): boolean {
  return description.length >= CUT_AT && CUT.test(description)
}

function unknownOf(row: Row): VideoField[] {
  // Only the video itself tells whether it may be downloaded: a plan of many reads it alone, without captions and chapters.
  const wasAsked = row.details_at !== null || row.download_enabled !== null
  // A plan of many reads the theme and the sites alone where it needs no more.
  const isReadApart = (field: VideoField): boolean =>
    (field === 'playerTheme' && row.player_theme !== null) ||
    (field === 'embedPrivacy' && row.embed_privacy !== null)
  if (!wasAsked) return ['passwords', ...ONLY_IN_FULL.filter((field) => !isReadApart(field))]
  const unknown: VideoField[] = ['passwords']
  if (row.chapters === null) unknown.push('chapters')
  if (row.player_theme === null) unknown.push('playerTheme')
  if (row.embed_privacy === null) unknown.push('embedPrivacy')
  if (row.nsfw_flags === null) unknown.push('nsfwFlags', 'nsfwSummary')
  if (row.scheduled_at !== null && row.schedule_privacy === null) unknown.push('schedule')
  // A list said that something is other than it was, and lists cut descriptions.
  const mayBeCut = row.details_due === 1 && looksCut(row.description)
  if (mayBeCut) unknown.push('description')
  return unknown
}
