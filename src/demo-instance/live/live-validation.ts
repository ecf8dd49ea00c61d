import type { Request } from 'express'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import type { LiveRecord } from '../records'
import { bodyOf, isDate, isRecord, toBoolean, toInteger, type Checks } from '../validation/checks'

/** What a request says of a live; a key that is missing was not sent. */
export interface WantedLive {
  permanentLive?: boolean
  saveReplay?: boolean
  /** Sent without a privacy: null. */
  replaySettings?: { privacy: number | null }
  latencyMode?: number
  schedules?: string[]
  dvrWindow?: number
}

const REPLAY_PRIVACIES = [1, 2, 3, 4]
const LATENCY_MODES = [1, 2, 3]
const DEFAULT_LATENCY = 1

/** Checks every field of a live, in PeerTube's order. Fields that the version does not know are overlooked. */
export function readLive(context: DemoContext, request: Request, checks: Checks): WantedLive {
  const body = bodyOf(request)
  const wanted: WantedLive = {}
  const readFlag = (key: 'saveReplay' | 'permanentLive'): void => {
    if (body[key] === undefined) return
    const value = toBoolean(body[key])
    checks.check(value !== undefined, key, body[key], 'body', `Should have a valid ${key} boolean`)
    if (value !== undefined) wanted[key] = value
  }
  readFlag('saveReplay')
  readReplay(context, body, checks, wanted)
  readFlag('permanentLive')
  if (body['latencyMode'] !== undefined) {
    const mode = toInteger(body['latencyMode'])
    checks.check(mode !== null && LATENCY_MODES.includes(mode), 'latencyMode', body['latencyMode'])
    wanted.latencyMode = mode ?? DEFAULT_LATENCY
  }
  readWindow(context, body, checks, wanted)
  readSchedules(context, body, checks, wanted)
  return wanted
}

function readReplay(
  context: DemoContext,
  body: Record<string, unknown>,
  checks: Checks,
  wanted: WantedLive,
): void {
  const sent = body['replaySettings']
  if (!context.since('5.2') || sent === undefined || sent === null) return
  const privacy = isRecord(sent) && sent['privacy'] !== undefined ? toInteger(sent['privacy']) : undefined
  const isValid = privacy === undefined || (privacy !== null && REPLAY_PRIVACIES.includes(privacy))
  checks.check(isValid, 'replaySettings.privacy', isRecord(sent) ? sent['privacy'] : undefined)
  wanted.replaySettings = { privacy: privacy ?? null }
}

function readWindow(
  context: DemoContext,
  body: Record<string, unknown>,
  checks: Checks,
  wanted: WantedLive,
): void {
  const sent = body['dvrWindow']
  if (!context.since('8.2') || sent === undefined) return
  const seconds = toInteger(sent)
  const isValid = seconds !== null && seconds >= 0 && seconds <= context.settings.live.dvrMaxWindow
  checks.check(isValid, 'dvrWindow', sent, 'body', 'Should have a valid dvrWindow integer')
  wanted.dvrWindow = seconds ?? 0
}

function readSchedules(
  context: DemoContext,
  body: Record<string, unknown>,
  checks: Checks,
  wanted: WantedLive,
): void {
  const sent = body['schedules']
  if (!context.since('7.3') || sent === undefined) return
  const list = sent === null ? [] : sent
  const dates = Array.isArray(list)
    ? list.map((one: unknown) => (isRecord(one) ? one['startAt'] : one))
    : null
  const isValid = dates?.every(isDate) === true
  checks.check(isValid, 'schedules', sent, 'body', 'Should have a valid schedules array')
  if (isValid) wanted.schedules = dates.map((date) => new Date(date).toISOString())
}

/** The refusals of an instance that does not offer what is wanted: on creation with a code, on a change without. */
export function checkOffered({ settings }: DemoContext, wanted: WantedLive, isNew: boolean): void {
  const { allowReplay, latencySetting } = settings.live
  if (!allowReplay && wanted.saveReplay === true) {
    throw isNew
      ? new Problem(403, 'Saving live replay is not enabled on this instance', 'live_not_allowing_replay')
      : new Problem(403, 'Saving live replay is not allowed by this instance')
  }
  if (!latencySetting && (wanted.latencyMode ?? DEFAULT_LATENCY) !== DEFAULT_LATENCY) {
    throw new Problem(403, 'Custom latency mode is not allowed by this instance')
  }
}

/** Rules of an update. From 5.2 to 8.2 PeerTube stumbles over a kept replay without its settings: 500. */
export function checkReplayTogether(context: DemoContext, live: LiveRecord, wanted: WantedLive): void {
  if (!context.since('5.2')) return
  const { saveReplay, replaySettings } = wanted
  if (!live.saveReplay && saveReplay === true) {
    if (replaySettings === undefined) {
      throw new Problem(400, 'Replay settings are missing now the live replay is saved')
    }
    if (replaySettings.privacy === null) {
      throw new Problem(400, 'Privacy replay setting is missing now the live replay is saved')
    }
  }
  if (!(saveReplay ?? live.saveReplay) && replaySettings !== undefined) {
    throw new Problem(400, 'Cannot save replay settings since live replay is not enabled')
  }
}
