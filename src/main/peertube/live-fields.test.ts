import type { LiveLimits } from '@shared/accounts/choices'
import { plainSettings } from '@shared/live/live-values'
import { describe, expect, it } from 'vitest'
import { instanceLimits } from '../../../test/support/instance-limits'
import { newLiveFields, settingsFields } from './live-fields'

const all: LiveLimits = {
  enabled: true,
  allowReplay: true,
  latency: true,
  maxDurationMs: null,
  maxUserLives: 3,
  maxInstanceLives: 20,
  replayPrivacy: true,
  schedules: true,
  dvrMaxSeconds: 3600,
}

describe('the settings of a live', () => {
  it('name the privacy of a replay with every replay, also with one that stays', () => {
    const settings = { ...plainSettings(), saveReplay: true, replayPrivacy: 2 }
    expect(settingsFields(settings, all)).toMatchObject({ saveReplay: true, replaySettings: { privacy: 2 } })
  })

  it('name none without a replay, and none to a version that has none', () => {
    const without = settingsFields({ ...plainSettings(), replayPrivacy: 2 }, all)
    expect(without).not.toHaveProperty('replaySettings')
    const old = settingsFields(
      { ...plainSettings(), saveReplay: true, replayPrivacy: 2 },
      { ...all, replayPrivacy: false },
    )
    expect(old).not.toHaveProperty('replaySettings')
  })

  it('leave out what the instance does not offer', () => {
    const bare = { ...all, latency: false, schedules: false, dvrMaxSeconds: 0 }
    expect(settingsFields(plainSettings(), bare)).toEqual({ permanentLive: false, saveReplay: false })
    const settings = { ...plainSettings(), latency: 3, schedules: [Date.UTC(2030, 0, 1)], dvrSeconds: 300 }
    expect(settingsFields(settings, all)).toMatchObject({
      latencyMode: 3,
      schedules: [{ startAt: '2030-01-01T00:00:00.000Z' }],
      dvrWindow: 300,
    })
  })
})

describe('a new live', () => {
  it('says what a video says, its title without blanks around it', () => {
    const live = {
      title: ' Tide watch ',
      channelId: 4,
      privacy: 2,
      passwords: [],
      description: '',
      tags: ['sea'],
      commentsPolicy: 2,
      nsfw: true,
      settings: plainSettings(),
    }
    const fields = newLiveFields(live, instanceLimits(), all)
    expect(fields).toMatchObject({
      name: 'Tide watch',
      channelId: 4,
      privacy: 2,
      tags: ['sea'],
      commentsPolicy: 2,
      nsfw: true,
      permanentLive: false,
    })
    expect(fields).not.toHaveProperty('description')
  })

  it('names its passwords when it is protected, and is private where the version knows none', () => {
    const live = {
      title: 'Tide watch',
      channelId: 4,
      privacy: 5,
      passwords: ['low tide', 'high tide'],
      description: '',
      tags: [],
      commentsPolicy: 1,
      nsfw: false,
      settings: plainSettings(),
    }
    const limits = instanceLimits()
    const fields = newLiveFields(live, limits, all)
    expect(fields).toMatchObject({ privacy: 5, videoPasswords: ['low tide', 'high tide'] })
    const old = { ...limits, features: { ...limits.features, passwords: false } }
    expect(newLiveFields(live, old, all)).toMatchObject({ privacy: 3 })
    expect(newLiveFields(live, old, all)).not.toHaveProperty('videoPasswords')
    expect(newLiveFields({ ...live, privacy: 1 }, limits, all)).not.toHaveProperty('videoPasswords')
  })
})
