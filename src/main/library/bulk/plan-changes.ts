import type { BulkChange, BulkEdit, TextChange } from '@shared/library/bulk'
import type { Draft } from '@shared/uploads/draft'
import { changeList, changeSites } from './lists'
import { createReplacer } from './replace'
import { scheduleOf } from './schedule-steps'
import { fillPattern, type PatternValues } from './title-pattern'

/** The fields of a video that a bulk edit reaches. */
export type BulkFields = Pick<
  Draft,
  | 'title'
  | 'description'
  | 'support'
  | 'tags'
  | 'passwords'
  | 'category'
  | 'licence'
  | 'language'
  | 'privacy'
  | 'commentsPolicy'
  | 'downloadEnabled'
  | 'nsfw'
  | 'waitTranscoding'
  | 'originallyPublishedAt'
  | 'schedule'
  | 'channelId'
  | 'playerTheme'
  | 'embedPrivacy'
>

/** A chosen video as the local copy has it. */
export interface BulkVideo {
  accountId: string
  channelName: string
  /** Epoch milliseconds: its publication, or its creation while there was none. */
  shownAt: number
  fields: BulkFields
}

export interface PlannedChanges {
  /** Every field that is touched, as it is afterwards; whether that is different is for the planner to say. */
  fields: Partial<BulkFields>
  /** Playlists of the video's own instance. */
  addTo: number[]
  removeFrom: number[]
}

/** What the edit makes of the video with that place in the run, from 0. */
export type PlanChanges = (video: BulkVideo, place: number) => PlannedChanges

type Step = (video: BulkVideo, now: BulkFields, place: number) => Partial<BulkFields>

/** Prepares a bulk edit. Rejects with `pattern-invalid`. */
export async function createPlan(edit: BulkEdit): Promise<PlanChanges> {
  const steps: Step[] = []
  for (const change of edit.changes) steps.push(await stepOf(change, edit))
  return (video, place) => {
    let fields: Partial<BulkFields> = {}
    for (const step of steps) fields = { ...fields, ...step(video, { ...video.fields, ...fields }, place) }
    return { fields, ...playlistsOf(edit.changes, video.accountId) }
  }
}

type TextField = 'title' | 'description' | 'support'

async function stepOf(change: BulkChange, edit: BulkEdit): Promise<Step> {
  switch (change.field) {
    case 'title':
    case 'description':
    case 'support':
      return textStep(change.field, change.change, edit)
    case 'tags':
    case 'passwords':
      return (_, now) => ({ [change.field]: changeList(now[change.field], change.change) })
    case 'category':
    case 'licence':
    case 'language':
    case 'privacy':
    case 'commentsPolicy':
    case 'playerTheme':
      return () => ({ [change.field]: change.id })
    case 'downloadEnabled':
    case 'nsfw':
    case 'waitTranscoding':
      return () => ({ [change.field]: change.on })
    case 'originallyPublishedAt':
      return () => ({ originallyPublishedAt: change.date })
    case 'schedule':
      return (_, __, place) => ({ schedule: scheduleOf(change.change, place) })
    case 'embedPrivacy':
      return (_, now) => ({ embedPrivacy: changeSites(now.embedPrivacy, change.change) })
    case 'channelId':
      return ({ accountId }) => {
        const channelId = change.byAccount[accountId]
        return channelId === undefined ? {} : { channelId }
      }
    case 'playlists':
      // No field of the video: gathered apart.
      return () => ({})
  }
}

async function textStep(field: TextField, change: TextChange, edit: BulkEdit): Promise<Step> {
  if (change.how === 'replace') {
    const replaced = await createReplacer(change)
    return (_, now) => ({ [field]: replaced(now[field]) })
  }
  return (video, now, place) => {
    const text = fillPattern(change.text, patternValues(video, place, edit))
    if (change.how === 'set') return { [field]: text }
    return { [field]: change.where === 'start' ? text + now[field] : now[field] + text }
  }
}

function patternValues(video: BulkVideo, place: number, edit: BulkEdit): PatternValues {
  return {
    number: edit.firstNumber + place * edit.numberStep,
    // The title as it was: a pattern that came before does not come in twice.
    title: video.fields.title,
    channel: video.channelName,
    shownAt: video.shownAt,
    timeZone: edit.timeZone,
  }
}

function playlistsOf(changes: readonly BulkChange[], accountId: string): Omit<PlannedChanges, 'fields'> {
  const addTo = new Set<number>()
  const removeFrom = new Set<number>()
  for (const change of changes) {
    if (change.field !== 'playlists') continue
    const [into, outOf] = change.how === 'add' ? [addTo, removeFrom] : [removeFrom, addTo]
    for (const id of change.byAccount[accountId] ?? []) {
      into.add(id)
      outOf.delete(id)
    }
  }
  return { addTo: [...addTo], removeFrom: [...removeFrom] }
}
