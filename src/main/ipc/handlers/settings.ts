import type { SettingsStore } from '../../settings/settings'
import type { HandlersOf } from '../handlers'

export function createSettingsHandlers(settings: SettingsStore): HandlersOf<'settings'> {
  return {
    'settings.get': () => settings.get(),
    'settings.set': (patch) => settings.set(patch),
  }
}
