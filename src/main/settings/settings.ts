import {
  DEFAULT_SETTINGS,
  settingsSchema,
  type Settings,
  type SettingsPatch,
} from '@shared/settings/settings'
import type { SettingsTable } from '../storage/settings-table'

export interface SettingsStore {
  get(): Settings
  /** Stores, tells the window and the listeners, and answers all settings. */
  set(patch: SettingsPatch): Settings
  /** Returns the unsubscribe function. */
  onChange(listener: (settings: Settings) => void): () => void
}

/** `changed` tells the window. A stored value that can't be read, or is none any more, counts as its default. */
export function createSettings(table: SettingsTable, changed: (settings: Settings) => void): SettingsStore {
  const listeners = new Set<(settings: Settings) => void>()
  let current = read(table)
  return {
    get: () => current,
    set(patch) {
      const next = settingsSchema.parse({ ...current, ...withoutUndefined(patch) })
      table.set(withoutUndefined(patch))
      current = next
      changed(next)
      for (const listener of listeners) listener(next)
      return next
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function read(table: SettingsTable): Settings {
  const keys = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]
  const stored = keys.flatMap((key) => {
    const parsed = settingsSchema.shape[key].safeParse(table.get(key))
    return parsed.success ? [[key, parsed.data] as const] : []
  })
  return { ...DEFAULT_SETTINGS, ...(Object.fromEntries(stored) as Partial<Settings>) }
}

function withoutUndefined(patch: SettingsPatch): SettingsPatch {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}
