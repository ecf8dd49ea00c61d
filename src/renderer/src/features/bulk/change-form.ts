import { assertNever } from '@shared/assert-never'
import type {
  BulkChange,
  BulkEdit,
  BulkField,
  ListChange,
  SitesChange,
  TextChange,
} from '@shared/library/bulk'
import { fromWallTime } from '@shared/time/zoned-time'

/** In the order of the menu. */
export const BULK_FIELDS = [
  'title',
  'description',
  'tags',
  'privacy',
  'schedule',
  'channelId',
  'playlists',
  'category',
  'licence',
  'language',
  'commentsPolicy',
  'downloadEnabled',
  'nsfw',
  'waitTranscoding',
  'originallyPublishedAt',
  'playerTheme',
  'embedPrivacy',
  'passwords',
  'support',
] as const satisfies readonly BulkField[]

export const HOWS = ['set', 'add', 'remove', 'replace', 'steps', 'clear'] as const

export type How = (typeof HOWS)[number]

const TEXT: readonly How[] = ['set', 'add', 'replace']
const LIST: readonly How[] = ['add', 'remove', 'set', 'replace']

/** What can be done to a field, the usual thing first. */
export const HOWS_OF: Partial<Record<BulkField, readonly How[]>> = {
  title: TEXT,
  description: TEXT,
  support: TEXT,
  tags: LIST,
  passwords: LIST,
  originallyPublishedAt: ['set', 'clear'],
  schedule: ['steps', 'clear'],
  embedPrivacy: ['set', 'add', 'remove', 'clear'],
  playlists: ['add', 'remove'],
}

export const howsOf = (field: BulkField): readonly How[] => HOWS_OF[field] ?? ['set']

/** What a change does, for the label of a batch: read again in whatever language the window has by then. */
export const codeOf = ({ field, how }: Pick<ChangeForm, 'field' | 'how'>): string => `${field}:${how}`

/** Changes that the label of a batch names. */
const NAMED = 3

export function labelOf({ changes }: BulkForm): string {
  const others = changes.length - NAMED
  return [...changes.slice(0, NAMED).map(codeOf), ...(others > 0 ? [`+${String(others)}`] : [])].join(' ')
}

/** Null: no code. */
export function readCode(code: string): Pick<ChangeForm, 'field' | 'how'> | null {
  for (const field of BULK_FIELDS) {
    const how = howsOf(field).find((one) => codeOf({ field, how: one }) === code)
    if (how !== undefined) return { field, how }
  }
  return null
}

/** One change as it is typed: everything that any kind of change asks for, so that nothing is lost by choosing another kind. */
export interface ChangeForm {
  id: string
  field: BulkField
  how: How
  text: string
  where: 'start' | 'end'
  find: string
  by: string
  isPattern: boolean
  matchCase: boolean
  items: string[]
  /** Null: not chosen yet; `id` null: “not said”. */
  choice: { id: string | number | null } | null
  on: boolean
  date: string
  time: string
  timeZone: string
  everyDays: number
  /** Of the schedule. */
  privacy: number
  channels: Record<string, number>
  playlists: Record<string, number[]>
}

export interface BulkForm {
  changes: ChangeForm[]
  firstNumber: number
  numberStep: number
}

export const EMPTY_FORM: BulkForm = { changes: [], firstNumber: 1, numberStep: 1 }

export function emptyChange(id: string, field: BulkField, timeZone: string): ChangeForm {
  return {
    id,
    field,
    how: howsOf(field)[0] ?? 'set',
    text: '',
    where: 'end',
    find: '',
    by: '',
    isPattern: false,
    matchCase: false,
    items: [],
    choice: null,
    on: true,
    date: '',
    time: '18:00',
    timeZone,
    everyDays: 1,
    privacy: 1,
    channels: {},
    playlists: {},
  }
}

/** What is missing, and by that at which field it is said. */
export const CHANGE_PROBLEMS = [
  'text',
  'find',
  'items',
  'choice',
  'date',
  'past',
  'time',
  'days',
  'channel',
  'playlists',
] as const

export type ChangeProblem = (typeof CHANGE_PROBLEMS)[number]

type Read<Value> = { value: Value } | { problem: ChangeProblem }

const ok = <Value>(value: Value): { value: Value } => ({ value })
const missing = (problem: ChangeProblem): { problem: ChangeProblem } => ({ problem })

function textOf(form: ChangeForm): Read<TextChange> {
  const { how, text, where, find, by, isPattern, matchCase } = form
  if (how === 'replace') {
    return find === '' ? missing('find') : ok({ how, find, by, isPattern, matchCase })
  }
  if (how === 'add') return text === '' ? missing('text') : ok({ how, text, where })
  // A description may become empty, a title may not.
  return form.field === 'title' && text.trim() === '' ? missing('text') : ok({ how: 'set', text })
}

function listOf({ how, items, find, by }: ChangeForm): Read<ListChange> {
  if (how === 'replace') return find === '' ? missing('find') : ok({ how, find, by })
  if (how === 'add' || how === 'remove') return items.length === 0 ? missing('items') : ok({ how, items })
  return ok({ how: 'set', items })
}

function sitesOf({ how, items }: ChangeForm): Read<SitesChange> {
  if (how === 'clear') return ok({ how })
  if (how === 'add' || how === 'remove') return items.length === 0 ? missing('items') : ok({ how, items })
  return ok({ how: 'set', items })
}

function scheduleOf(form: ChangeForm, now: number): Read<BulkChange> {
  const { how, date, time, timeZone, everyDays, privacy } = form
  if (how === 'clear') return ok({ field: 'schedule', change: { how } })
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return missing('date')
  if (!/^\d{2}:\d{2}$/.test(time)) return missing('time')
  const first = fromWallTime({ date, time }, timeZone)
  if (first !== null && Date.parse(first) <= now) return missing('past')
  const isDays = Number.isInteger(everyDays) && everyDays >= 0 && everyDays <= 366
  if (!isDays) return missing('days')
  return ok({ field: 'schedule', change: { how: 'steps', date, time, timeZone, everyDays, privacy } })
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0
}

/** A choice whose id is a number, or null for “not said”. */
function numbered(field: 'category' | 'licence', { choice }: ChangeForm): Read<BulkChange> {
  return choice === null || typeof choice.id === 'string' ? missing('choice') : ok({ field, id: choice.id })
}

/** The change that is meant, or what is still missing. `now` in epoch milliseconds. */
export function readChange(form: ChangeForm, now: number): Read<BulkChange> {
  const { field, choice } = form
  switch (field) {
    case 'title':
    case 'description':
    case 'support': {
      const read = textOf(form)
      return 'problem' in read ? read : ok({ field, change: read.value })
    }
    case 'tags':
    case 'passwords': {
      const read = listOf(form)
      return 'problem' in read ? read : ok({ field, change: read.value })
    }
    case 'category':
    case 'licence':
      return numbered(field, form)
    case 'language':
      return choice === null || typeof choice.id === 'number'
        ? missing('choice')
        : ok({ field, id: choice.id })
    case 'playerTheme':
      return typeof choice?.id === 'string' ? ok({ field, id: choice.id }) : missing('choice')
    case 'embedPrivacy': {
      const read = sitesOf(form)
      return 'problem' in read ? read : ok({ field, change: read.value })
    }
    case 'privacy':
    case 'commentsPolicy':
      return typeof choice?.id === 'number' ? ok({ field, id: choice.id }) : missing('choice')
    case 'downloadEnabled':
    case 'nsfw':
    case 'waitTranscoding':
      return ok({ field, on: form.on })
    case 'originallyPublishedAt':
      if (form.how === 'clear') return ok({ field, date: null })
      return /^\d{4}-\d{2}-\d{2}$/.test(form.date) ? ok({ field, date: form.date }) : missing('date')
    case 'schedule':
      return scheduleOf(form, now)
    case 'channelId':
      return isEmpty(form.channels) ? missing('channel') : ok({ field, byAccount: form.channels })
    case 'playlists': {
      const byAccount = Object.fromEntries(Object.entries(form.playlists).filter(([, ids]) => ids.length > 0))
      if (isEmpty(byAccount)) return missing('playlists')
      return ok({ field, how: form.how === 'remove' ? 'remove' : 'add', byAccount })
    }
    default:
      return assertNever(field)
  }
}

/** The whole edit, or what is missing of each change. `now` in epoch milliseconds. */
export function readForm(
  form: BulkForm,
  timeZone: string,
  now: number,
): { edit: BulkEdit } | { problems: ReadonlyMap<string, ChangeProblem> } {
  const problems = new Map<string, ChangeProblem>()
  const changes = form.changes.flatMap((change) => {
    const read = readChange(change, now)
    if ('value' in read) return [read.value]
    problems.set(change.id, read.problem)
    return []
  })
  if (problems.size > 0 || changes.length === 0) return { problems }
  const { firstNumber, numberStep } = form
  return { edit: { changes, firstNumber, numberStep, timeZone } }
}

/** Whether any text counts the videos. */
export function countsVideos({ changes }: BulkForm): boolean {
  return changes.some(({ how, text }) => how !== 'replace' && /\{n(:\d{1,2})?\}/.test(text))
}
