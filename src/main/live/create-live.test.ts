import { AppError, ConnectionError, ServerError } from '@shared/errors'
import type { NewLive } from '@shared/live/live'
import { plainSettings } from '@shared/live/live-values'
import { describe, expect, it } from 'vitest'
import { FakeLiveServer, listedLive } from '../../../test/support/fake-live-server'
import { createLive } from './create-live'
import { liveError } from './live-errors'
import { obsService } from './obs-service'

const NOW = Date.UTC(2026, 0, 1)
const wanted: NewLive = {
  title: ' Tide watch ',
  channelId: 1,
  privacy: 1,
  passwords: [],
  description: '',
  tags: [],
  commentsPolicy: 1,
  nsfw: false,
  settings: plainSettings(),
}
const create = (server: FakeLiveServer) => createLive(server, wanted, NOW, new AbortController().signal)

function refusal(status: number, code: string | null, detail = ''): ServerError {
  return new ServerError(
    { status, code, detail, retryAfterMs: null, isJson: true, invalidParams: {} },
    'POST',
  )
}

describe('making a live', () => {
  it('finds the one that was made although its answer was lost', async () => {
    const server = new FakeLiveServer()
    server.lives = [listedLive({ uuid: 'old', name: 'Tide watch', createdAt: NOW })]
    server.onCreate = () => {
      server.lives = [listedLive({ uuid: 'new', name: 'Tide watch', createdAt: NOW }), ...server.lives]
      throw new ConnectionError('reset', 'POST')
    }
    expect(await create(server)).toBe('new')
    expect(server.created).toHaveLength(1)
  })

  it('is told to have failed when no new one is there', async () => {
    const server = new FakeLiveServer()
    server.lives = [listedLive({ uuid: 'old', name: 'Tide watch', createdAt: NOW })]
    server.onCreate = () => {
      throw new ConnectionError('timeout', 'POST')
    }
    await expect(create(server)).rejects.toMatchObject({ failure: 'timeout' })
    expect(server.created).toHaveLength(1)
  })

  it('says a refusal in a code of its own', async () => {
    const server = new FakeLiveServer()
    server.onCreate = () => {
      throw refusal(403, 'max_user_lives_limit_reached', 'Cannot create this live')
    }
    await expect(create(server)).rejects.toMatchObject({ code: 'live-user-limit' })
  })
})

describe('refusals', () => {
  it.each([
    [403, 'live_not_enabled', '', 'live-not-enabled'],
    [403, 'live_not_allowing_replay', '', 'live-replay-not-allowed'],
    [403, 'max_instance_lives_limit_reached', '', 'live-instance-limit'],
    [400, 'live_conflicting_permanent_and_save_replay', '', 'live-conflict'],
    [403, null, 'Custom latency mode is not allowed by this instance', 'live-latency-not-allowed'],
    [403, null, 'Saving live replay is not allowed by this instance', 'live-replay-not-allowed'],
    [403, null, 'DVR is not enabled on this instance', 'live-dvr-not-allowed'],
    [400, null, 'Cannot update a live that has already started', 'live-started'],
  ])('%s %s %s', (status, code, detail, expected) => {
    const error = liveError(refusal(status, code, detail))
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: expected, details: { detail } })
  })

  it('that are not about lives stay as they are', () => {
    const error = refusal(403, null, 'Cannot manage a video of another user.')
    expect(liveError(error)).toBe(error)
  })
})

describe('the file for OBS', () => {
  const keys = { rtmpUrl: 'rtmp://tube.example:1935/live', rtmpsUrl: null, streamKey: 'key "1"' }

  it('is what a profile of OBS holds', () => {
    expect(JSON.parse(obsService(keys, 'rtmp'))).toEqual({
      type: 'rtmp_custom',
      settings: { bwtest: false, use_auth: false, server: keys.rtmpUrl, key: keys.streamKey },
    })
  })

  it('is not made for what the instance does not take', () => {
    expect(() => obsService(keys, 'rtmps')).toThrow(AppError)
  })
})
