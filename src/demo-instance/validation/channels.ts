import type { Request } from 'express'
import type { ChannelRecord } from '../records'
import type { Checks } from './checks'
import { bodyOf, hasLength, orNull } from './checks'

const namePattern = /^[a-z0-9_]+([a-z0-9_.-]+[a-z0-9_]+)?$/

export function isActorName(name: unknown): name is string {
  return hasLength(name, 1, 50) && namePattern.test(name)
}

export function readChannelName(request: Request, checks: Checks): string {
  const { name } = bodyOf(request)
  checks.check(isActorName(name), 'name', name)
  return String(name)
}

type ChannelFields = Partial<Pick<ChannelRecord, 'displayName' | 'description' | 'support'>>

/** Display name 1 to 120, description and support 3 to 1000 or null. */
export function readChannelFields(request: Request, checks: Checks, isNew: boolean): ChannelFields {
  const body = bodyOf(request)
  const fields: ChannelFields = {}
  const { displayName } = body
  if (isNew || displayName !== undefined) {
    checks.check(hasLength(displayName, 1, 120), 'displayName', displayName)
    fields.displayName = String(displayName)
  }
  for (const key of ['description', 'support'] as const) {
    if (body[key] === undefined) continue
    const text = orNull(body[key])
    const isValid = text === null || hasLength(text, 3, 1000)
    checks.check(isValid, key, body[key])
    if (isValid) fields[key] = text
  }
  return fields
}
