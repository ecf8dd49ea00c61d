import type { AccountChoices, Choice } from '@shared/accounts/choices'
import type { Problem } from '@shared/uploads/upload'
import { PLAYER_THEME, PRIVACY } from '@shared/uploads/draft-values'
import { isoTime } from '@shared/uploads/iso-date'
import { problem, SCHEDULABLE } from '@shared/uploads/validate-draft'
import type { BulkFields } from '../bulk/plan-changes'
import { UNKNOWN_CELL, type EditableColumn, type ExchangeRecord } from './columns'
import type { TableRow } from './read-csv'
import { unknownWord, unreadable, type TableChoice } from './refused-cells'
import {
  COMMENT_WORDS,
  idOf,
  joinSites,
  joinTags,
  readYesOrNo,
  splitSites,
  splitTags,
  wordOf,
  yesOrNo,
} from './words'

type Lists = Pick<AccountChoices, 'channels' | 'categories' | 'licences' | 'languages' | 'privacies'>

/** What a table tells of a video besides its fields. */
export interface RecordFacts {
  uuid: string
  account: string
  url: string
  state: string
  seconds: number
  views: number
  createdAt: number
  publishedAt: number | null
}

/** A video as a line. Numbers of the server's lists become their labels, where those are plain. */
export function toRecord(facts: RecordFacts, fields: BulkFields, lists: Lists): ExchangeRecord {
  return {
    uuid: facts.uuid,
    account: facts.account,
    url: facts.url,
    state: facts.state,
    seconds: String(facts.seconds),
    views: String(facts.views),
    createdAt: iso(facts.createdAt),
    publishedAt: facts.publishedAt === null ? '' : iso(facts.publishedAt),
    title: fields.title,
    channel: wordOf(fields.channelId, channelChoices(lists)),
    privacy: wordOf(fields.privacy, lists.privacies),
    category: wordOf(fields.category, lists.categories),
    licence: wordOf(fields.licence, lists.licences),
    language: wordOf(fields.language, lists.languages),
    tags: joinTags(fields.tags),
    description: fields.description,
    support: fields.support,
    comments: wordOf(fields.commentsPolicy, COMMENT_WORDS),
    download: yesOrNo(fields.downloadEnabled),
    nsfw: yesOrNo(fields.nsfw),
    originalDate: fields.originallyPublishedAt ?? '',
    scheduledAt: fields.schedule?.updateAt ?? '',
    scheduledPrivacy: fields.schedule === null ? '' : wordOf(fields.schedule.privacy, lists.privacies),
    waitTranscoding: yesOrNo(fields.waitTranscoding),
    playerTheme: fields.playerTheme,
    embedding: joinSites(fields.embedPrivacy) ?? UNKNOWN_CELL,
  }
}

export interface ReadRecord {
  /** What the line says of the video's fields, changed or not. */
  fields: Partial<BulkFields>
  /** Cells that mean nothing: of these fields nothing is taken. */
  problems: Problem[]
}

/** Fields whose cell is a number of one of the server's lists, or its word. */
type NumberField = 'channelId' | 'privacy' | 'category' | 'licence' | 'commentsPolicy'

/** What of a video as it is to be decides what a cell may say: what the server offers no more may stay. */
type Now = Pick<BulkFields, 'playerTheme' | 'language' | NumberField>

type Reader = (text: string, lists: Lists, row: TableRow, now: Now) => Partial<BulkFields> | Problem

/** What a line says, by the lists of the account that owns the video. */
export function fromRow(row: TableRow, lists: Lists, now: Now): ReadRecord {
  const read: ReadRecord = { fields: {}, problems: [] }
  for (const [column, text] of row.cells) {
    const found = readers[column](text, lists, row, now)
    if (isProblem(found)) read.problems.push(found)
    else Object.assign(read.fields, found)
  }
  return read
}

const readers: Record<EditableColumn, Reader> = {
  title: (title) => ({ title }),
  channel: (text, lists, _, now) => numberOf('channelId', text, now, channelChoices(lists)),
  privacy: (text, { privacies }, _, now) =>
    numberOf('privacy', text, now, privacies, privacies.filter(isOpen)),
  category: (text, { categories }, _, now) => numberOf('category', text, now, categories),
  licence: (text, { licences }, _, now) => numberOf('licence', text, now, licences),
  language: (text, { languages }, _, now) => {
    if (text.trim() === '') return { language: null }
    if (text.trim() === now.language) return { language: now.language }
    const id = idOf(text, languages)
    return id === undefined ? unknownWord('language', text, languages) : { language: String(id) }
  },
  tags: (text) => ({ tags: splitTags(text) }),
  description: (description) => ({ description }),
  support: (support) => ({ support }),
  comments: (text, _, __, now) => numberOf('commentsPolicy', text, now, COMMENT_WORDS),
  download: (text) => switchOf('downloadEnabled', text),
  nsfw: (text) => switchOf('nsfw', text),
  originalDate: (text) => dateOf(text.trim()),
  scheduledAt: (text, { privacies }, row) =>
    scheduleOf(text.trim(), row.cells.get('scheduledPrivacy'), privacies),
  // Read together with its time; alone it says nothing that could be done.
  scheduledPrivacy: (text, _, { cells }) =>
    text.trim() !== '' && (cells.get('scheduledAt') ?? '').trim() === ''
      ? problem('schedule', 'no-schedule-time')
      : {},
  waitTranscoding: (text) => switchOf('waitTranscoding', text),
  playerTheme: (text, _, __, now) => themeOf(text.trim(), now.playerTheme),
  embedding: (text) => {
    const embedPrivacy = splitSites(text)
    return embedPrivacy === null ? problem('embedPrivacy', 'required') : { embedPrivacy }
  },
}

/** A theme of a later PeerTube may stay. */
function themeOf(theme: string, now: string): Partial<BulkFields> | Problem {
  if (theme === '') return problem('playerTheme', 'required')
  const known = [...new Set<string>([...Object.values(PLAYER_THEME), now])]
  if (known.includes(theme)) return { playerTheme: theme }
  const choices = known.map((id) => ({ id, label: id }))
  return unknownWord('playerTheme', theme, choices)
}

const NULLABLE: readonly (keyof BulkFields)[] = ['category', 'licence']

function numberOf(
  field: NumberField,
  text: string,
  now: Now,
  choices: readonly TableChoice[],
  possible = choices,
): Partial<BulkFields> | Problem {
  if (text.trim() === '') return NULLABLE.includes(field) ? { [field]: null } : problem(field, 'required')
  if (text.trim() === String(now[field])) return { [field]: now[field] }
  const id = idOf(text, choices)
  return typeof id === 'number' ? { [field]: id } : unknownWord(field, text, choices, possible)
}

function switchOf(
  field: 'downloadEnabled' | 'nsfw' | 'waitTranscoding',
  text: string,
): Partial<BulkFields> | Problem {
  if (text.trim() === '') return problem(field, 'required')
  const on = readYesOrNo(text)
  return on === undefined ? unreadable(field, 'not-yes-or-no', text) : { [field]: on }
}

function dateOf(text: string): Partial<BulkFields> | Problem {
  if (text !== '' && isoTime(text) === null) return unreadable('originallyPublishedAt', 'not-a-date', text)
  return { originallyPublishedAt: text === '' ? null : text }
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

function scheduleOf(
  text: string,
  privacyText = '',
  privacies: Lists['privacies'],
): Partial<BulkFields> | Problem {
  if (text === '') return { schedule: null }
  const at = MOMENT.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) return unreadable('schedule', 'not-a-moment', text)
  if (privacyText.trim() === '') return problem('schedule', 'no-schedule-privacy')
  const privacy = idOf(privacyText, privacies)
  if (typeof privacy === 'number') return { schedule: { updateAt: iso(at), privacy, timeZone: 'UTC' } }
  const possible = privacies.filter(({ id }) => SCHEDULABLE.includes(Number(id)))
  return unknownWord('schedule', privacyText, privacies, possible)
}

/** Passwords come in no table. */
function isOpen({ id }: Choice): boolean {
  return id !== PRIVACY.passwordProtected
}

function channelChoices({ channels }: Lists): (TableChoice & { id: number })[] {
  return channels.map(({ id, displayName, name }) => {
    return { id, label: displayName === '' ? name : displayName, hint: name }
  })
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

function isProblem(found: Partial<BulkFields> | Problem): found is Problem {
  return 'code' in found
}
