import type { VideoField } from '@shared/library/edit'

/** Columns that an import takes over; the order is the file's. */
export const EDITABLE_COLUMNS = [
  'title',
  'channel',
  'privacy',
  'category',
  'licence',
  'language',
  'tags',
  'description',
  'support',
  'comments',
  'download',
  'nsfw',
  'originalDate',
  'scheduledAt',
  'scheduledPrivacy',
  'waitTranscoding',
  'playerTheme',
  'embedding',
] as const

export type EditableColumn = (typeof EDITABLE_COLUMNS)[number]

/** Told by an export and passed over by an import. */
export const INFORMATIVE_COLUMNS = [
  'account',
  'url',
  'state',
  'seconds',
  'views',
  'createdAt',
  'publishedAt',
] as const

export type InformativeColumn = (typeof INFORMATIVE_COLUMNS)[number]

/** Stands for what the copy does not know yet: an import passes over it. */
export const UNKNOWN_CELL = '[unknown]'

/** The field of a video that a column is about. */
export const FIELD_OF: Record<EditableColumn, VideoField> = {
  title: 'title',
  channel: 'channelId',
  privacy: 'privacy',
  category: 'category',
  licence: 'licence',
  language: 'language',
  tags: 'tags',
  description: 'description',
  support: 'support',
  comments: 'commentsPolicy',
  download: 'downloadEnabled',
  nsfw: 'nsfw',
  originalDate: 'originallyPublishedAt',
  scheduledAt: 'schedule',
  scheduledPrivacy: 'schedule',
  waitTranscoding: 'waitTranscoding',
  playerTheme: 'playerTheme',
  embedding: 'embedPrivacy',
}

/** What an import finds its video by. */
export const KEY_COLUMN = 'uuid'

/** A video as a line of a table says it. */
export type ExchangeRecord = Record<typeof KEY_COLUMN | InformativeColumn | EditableColumn, string>

export const ALL_COLUMNS = [KEY_COLUMN, ...INFORMATIVE_COLUMNS, ...EDITABLE_COLUMNS] as const

export function isEditableColumn(name: string): name is EditableColumn {
  return (EDITABLE_COLUMNS as readonly string[]).includes(name)
}

export function isKnownColumn(name: string): boolean {
  return (ALL_COLUMNS as readonly string[]).includes(name)
}
