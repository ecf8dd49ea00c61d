import { z } from 'zod'
import { defineOperation } from './define'
import { anything, listOf, videoIdShape } from './shapes'

const replaySettings = z.object({ privacy: z.number() }).nullish().catch(null)
const textOrNull = z.string().nullish().catch(null)

export const liveShape = z.object({
  permanentLive: z.boolean().catch(false),
  saveReplay: z.boolean().catch(false),
  /** From 5.2 on. */
  replaySettings,
  latencyMode: z.number().catch(1),
  /** From 7.3 on. */
  schedules: z
    .array(z.object({ startAt: z.string() }))
    .nullish()
    .catch(null),
  /** Seconds; from 8.2 on. */
  dvrWindow: z.number().nullish().catch(null),
  // For those who manage the live; null: that protocol is off.
  rtmpUrl: textOrNull,
  rtmpsUrl: textOrNull,
  streamKey: textOrNull,
})

/** 403 with a code where lives, replays or one more live are not to be had. */
export const addLive = defineOperation({
  id: 'addLive',
  method: 'POST',
  path: '/api/v1/videos/live',
  bodyEncoding: 'json-or-multipart',
  result: z.object({ video: videoIdShape }),
})

export const getLive = defineOperation({
  id: 'getLiveId',
  method: 'GET',
  path: '/api/v1/videos/live/{id}',
  role: 'optional',
  result: liveShape,
})

/**
 * Only while the live waits: 400 else. A replay that stays on has to be named with its settings all the same, or the
 * server stumbles: 500.
 */
export const putLive = defineOperation({
  id: 'updateLiveId',
  method: 'PUT',
  path: '/api/v1/videos/live/{id}',
  bodyEncoding: 'json',
  result: anything,
})

export const getLiveSessions = defineOperation({
  id: 'getApiV1VideosLiveIdSessions',
  method: 'GET',
  path: '/api/v1/videos/live/{id}/sessions',
  result: listOf(
    z.object({
      id: z.number(),
      startDate: z.string(),
      endDate: textOrNull,
      /** See `LIVE_ERRORS`; null: none. */
      error: z.number().nullish().catch(null),
      saveReplay: z.boolean().catch(false),
      endingProcessed: z.boolean().catch(false),
      replayVideo: videoIdShape.nullish().catch(null),
    }),
  ),
})
