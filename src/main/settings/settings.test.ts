import { afterEach, beforeEach, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '@shared/settings/settings'
import { createQueueProfile, type QueueProfile } from '../../../test/support/queue-profile'
import { createSettingsTable } from '../storage/settings-table'
import { createSettings, type SettingsStore } from './settings'

let profile: QueueProfile
let told: Settings[]

beforeEach(() => {
  profile = createQueueProfile()
  told = []
})

afterEach(() => {
  profile.remove()
})

function settings(): SettingsStore {
  return createSettings(createSettingsTable(profile.database), (all) => told.push(all))
}

it('starts with the defaults', () => {
  expect(settings().get()).toEqual(DEFAULT_SETTINGS)
})

it('stores what is set, tells it, and has it again after a restart', () => {
  const store = settings()
  const heard: Settings[] = []
  const stop = store.onChange((all) => heard.push(all))
  const all = store.set({ language: 'fr', bandwidthLimit: 2048 })
  stop()
  store.set({ bandwidthLimit: null })
  expect(all).toEqual({ ...DEFAULT_SETTINGS, language: 'fr', bandwidthLimit: 2048 })
  expect(heard).toEqual([all])
  expect(told).toHaveLength(2)
  expect(settings().get()).toEqual({ ...DEFAULT_SETTINGS, language: 'fr' })
})

it('one key that can not be read falls back to its default, the others stay', () => {
  const insert = profile.database.prepare('INSERT INTO settings VALUES (?, ?)')
  insert.run('theme', '"dark"')
  insert.run('language', '"klingon"')
  insert.run('parallelTotal', '{half')
  insert.run('from-the-future', '1')
  expect(settings().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
})

it('refuses a value out of bounds, and keeps the old one', () => {
  const store = settings()
  expect(() => store.set({ parallelTotal: 99 })).toThrow()
  expect(store.get()).toEqual(DEFAULT_SETTINGS)
  expect(told).toEqual([])
})
