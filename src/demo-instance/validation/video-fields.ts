import type { Request } from 'express'
import { categories, commentPolicies, licences, privacies } from '../constants'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import type { ScheduleRecord, VideoFields } from '../records'
import type { Checks } from './checks'
import { checkPasswordField } from './passwords'
import { bodyOf, hasLength, isDate, isRecord, orNull, toBoolean, toInteger } from './checks'

/** What a request wants of a video: only the fields that it names. */
export type WantedFields = Partial<VideoFields>

const tagsMessage = 'Should have an array of up to 5 tags between 2 and 30 characters each'

function isTagList(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 5 && value.every((tag) => hasLength(tag, 2, 30))
}

/** Reads one optional field: left out is no change, anything that `read` gives back as undefined is an error. */
type Take = <Key extends keyof VideoFields>(
  key: Key,
  read: (value: unknown) => VideoFields[Key] | undefined,
  msg?: string,
) => void

function idIn(labels: Record<string, string>): (value: unknown) => number | null | undefined {
  return (value) => {
    const id = toInteger(value)
    return id === null || String(id) in labels ? id : undefined
  }
}

/** Text of a length within bounds, or null. An empty text is an error, as in PeerTube. */
function textOrNull(min: number, max: number): (value: unknown) => string | null | undefined {
  return (value) => {
    const text = orNull(value)
    return text === null || hasLength(text, min, max) ? text : undefined
  }
}

/** Checks every editable field but the title, in PeerTube's order, and gives back the ones that were sent. */
export function readVideoFields(context: DemoContext, request: Request, checks: Checks): WantedFields {
  const body = bodyOf(request)
  const wanted: WantedFields = {}
  const take: Take = (key, read, msg) => {
    const sent = body[key]
    if (sent === undefined) return
    const value = read(sent)
    checks.check(value !== undefined, key, sent, 'body', msg)
    if (value !== undefined) wanted[key] = value
  }
  take('category', idIn(categories))
  take('licence', idIn(licences(context)))
  // PeerTube looks at the length of a language alone, not at its list.
  take('language', textOrNull(1, 10))
  take('nsfw', toBoolean)
  if (context.since('7.2')) takeNsfwDetails(take)
  take('waitTranscoding', toBoolean)
  take('privacy', (value) => idIn(privacies(context))(value) ?? undefined)
  take('description', textOrNull(3, 10_000))
  take('support', textOrNull(3, 1000))
  take('tags', readTags, tagsMessage)
  readComments(context, body, checks, take, wanted)
  take('downloadEnabled', toBoolean)
  take('originallyPublishedAt', readDateOrNull)
  readSchedule(body, checks, wanted)
  if (context.since('6.0')) checkPasswordField(checks, 'videoPasswords', body['videoPasswords'])
  return wanted
}

function takeNsfwDetails(take: Take): void {
  take('nsfwFlags', (value) => {
    const flags = toInteger(value)
    return flags !== null && flags >= 0 && flags <= 3 ? flags : undefined
  })
  take('nsfwSummary', textOrNull(3, 250))
}

function readTags(value: unknown): string[] | undefined {
  const tags = orNull(value)
  if (tags === null) return []
  return isTagList(tags) ? [...new Set(tags)] : undefined
}

function readDateOrNull(value: unknown): string | null | undefined {
  const date = orNull(value)
  if (date === null) return null
  return isDate(date) ? new Date(date).toISOString() : undefined
}

/** 5.x to 6.1 read `commentsEnabled` alone, 8.x `commentsPolicy` alone; between them the policy wins. */
function readComments(
  context: DemoContext,
  body: Record<string, unknown>,
  checks: Checks,
  take: Take,
  wanted: WantedFields,
): void {
  if (!context.since('8.0') && body['commentsEnabled'] !== undefined) {
    const enabled = toBoolean(body['commentsEnabled'])
    checks.check(enabled !== undefined, 'commentsEnabled', body['commentsEnabled'])
    wanted.commentsPolicy = enabled === false ? 2 : 1
  }
  if (!context.since('6.2') || body['commentsPolicy'] === null) return
  take('commentsPolicy', (value) => {
    const policy = toInteger(value)
    return policy !== null && policy in commentPolicies ? policy : undefined
  })
}

const schedulePrivacies = [1, 2, 4]

function readSchedule(body: Record<string, unknown>, checks: Checks, wanted: WantedFields): void {
  const sent = orNull(body['scheduleUpdate'])
  if (sent === undefined) return
  if (sent === null) {
    wanted.scheduleUpdate = null
    return
  }
  const schedule = isRecord(sent) ? sent : {}
  const { updateAt } = schedule
  const privacy = schedule['privacy'] === undefined ? undefined : toInteger(schedule['privacy'])
  checks.check(updateAt === undefined || isDate(updateAt), 'scheduleUpdate.updateAt', updateAt)
  const isPrivacyValid = privacy === undefined || (privacy !== null && schedulePrivacies.includes(privacy))
  checks.check(isPrivacyValid, 'scheduleUpdate.privacy', schedule['privacy'])
  wanted.scheduleUpdate = {
    updateAt: typeof updateAt === 'string' ? updateAt : '',
    privacy: privacy ?? null,
  } satisfies ScheduleRecord
}

/** The title, which PeerTube trims at upload. */
export function readName(request: Request, checks: Checks, isRequired: boolean): string | undefined {
  const sent = bodyOf(request)['name']
  if (sent === undefined && !isRequired) return undefined
  const name = typeof sent === 'string' ? sent.trim() : sent
  const isValid = hasLength(name, 3, 120)
  checks.check(isValid, 'name', sent, 'body', 'Should have a video name between 3 and 120 characters long')
  return isValid ? name : undefined
}

/** Rules between fields, which PeerTube checks after the single ones and answers with a bare 400. */
export function checkTogether(request: Request, wanted: WantedFields): void {
  if (wanted.scheduleUpdate?.updateAt === '') throw new Problem(400, 'Schedule update at is mandatory.')
  if (wanted.scheduleUpdate)
    wanted.scheduleUpdate.updateAt = new Date(wanted.scheduleUpdate.updateAt).toISOString()
  const hasNsfwDetails = Boolean(wanted.nsfwFlags) || Boolean(wanted.nsfwSummary)
  if (hasNsfwDetails && toBoolean(bodyOf(request)['nsfw']) !== true) {
    throw new Problem(400, 'Cannot set NSFW flags or summary if the video is not NSFW.')
  }
}
