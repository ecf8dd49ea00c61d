import type { Settings, SettingsPatch } from '@shared/settings/settings'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { api } from '../api'

/** The settings, shown at once as chosen and then as main answers. Null until main has told them. */
export const useSettingsStore = defineStore('settings', () => {
  const settings = shallowRef<Settings | null>(null)

  async function start(): Promise<void> {
    api.on('settings.changed', (changed) => {
      settings.value = changed
    })
    settings.value = await api.call('settings.get', {})
  }

  /** Throws AppError after putting the old value back. */
  async function set(patch: SettingsPatch): Promise<void> {
    const before = settings.value
    if (before === null) return
    settings.value = { ...before, ...patch } as Settings
    try {
      settings.value = await api.call('settings.set', patch)
    } catch (error) {
      settings.value = before
      throw error
    }
  }

  return { settings, start, set }
})
