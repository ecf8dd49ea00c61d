import { sameValue } from '../uploads/merge-drafts'
import type { LiveSettings } from './live'

/** Some of a live's settings: what is changed, what was seen. */
export type LiveChanges = { [Field in keyof LiveSettings]?: LiveSettings[Field] | undefined }

export type LiveSettingsField = keyof LiveSettings

export interface MergedSettings {
  /** The server's, with the changes to what it still has as it was seen. */
  settings: LiveSettings
  /** What both sides changed, each to something else. */
  conflicts: LiveSettingsField[]
}

/** Lays changes over what the server has by now. What was not changed here stays as it is there. */
export function mergeSettings(changes: LiveChanges, base: LiveChanges, server: LiveSettings): MergedSettings {
  const fields = changedFields(changes).filter(
    (field) => !sameSetting(field, changes, base) && !sameSetting(field, changes, server),
  )
  const conflicts = fields.filter((field) => !sameSetting(field, base, server))
  const mine = fields.filter((field) => !conflicts.includes(field))
  return { settings: { ...server, ...pickSettings(changes, mine) }, conflicts }
}

/** Of some settings only these. */
export function pickSettings(
  changes: LiveChanges,
  fields: readonly LiveSettingsField[],
): Partial<LiveSettings> {
  const given = fields.filter((field) => changes[field] !== undefined)
  return Object.fromEntries(given.map((field) => [field, changes[field]]))
}

export function changedFields(changes: LiveChanges): LiveSettingsField[] {
  const fields = Object.keys(changes) as LiveSettingsField[]
  return fields.filter((field) => changes[field] !== undefined)
}

/** The order of announced times says nothing. */
function sameSetting(field: LiveSettingsField, one: LiveChanges, other: LiveChanges): boolean {
  const plain = (changes: LiveChanges): unknown =>
    field === 'schedules'
      ? [...(changes.schedules ?? [])].sort((left, right) => left - right)
      : changes[field]
  return sameValue(plain(one), plain(other))
}
