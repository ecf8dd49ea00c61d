import { z } from 'zod'
import { defineOperation } from './define'
import { anything, channelShape, listOf, text, videoShape } from './shapes'

export const getOAuthClient = defineOperation({
  id: 'getOAuthClient',
  method: 'GET',
  path: '/api/v1/oauth-clients/local',
  role: 'none',
  result: z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) }),
})

export const tokenShape = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number(),
  refresh_token_expires_in: z.number().optional().catch(undefined),
})

/** Password grant, external grant and refresh. Only urlencoded bodies are read. */
export const getOAuthToken = defineOperation({
  id: 'getOAuthToken',
  method: 'POST',
  path: '/api/v1/users/token',
  bodyEncoding: 'form',
  role: 'none',
  result: tokenShape,
})

export const revokeOAuthToken = defineOperation({
  id: 'revokeOAuthToken',
  method: 'POST',
  path: '/api/v1/users/revoke-token',
  result: anything,
  idempotent: true,
})

export const getUserInfo = defineOperation({
  id: 'getUserInfo',
  method: 'GET',
  path: '/api/v1/users/me',
  result: z.object({
    id: z.number(),
    username: z.string().min(1),
    /** Bytes; -1: unlimited. */
    videoQuota: z.number().catch(-1),
    videoQuotaDaily: z.number().catch(-1),
    account: z.object({ name: z.string(), displayName: text }).optional().catch(undefined),
    videoChannels: z.array(channelShape).catch([]),
  }),
})

export const getMyQuotaUsed = defineOperation({
  id: 'getApiV1UsersMeVideoQuotaUsed',
  method: 'GET',
  path: '/api/v1/users/me/video-quota-used',
  result: z.object({ videoQuotaUsed: z.number(), videoQuotaUsedDaily: z.number().catch(0) }),
})

export const getMyVideos = defineOperation({
  id: 'getApiV1UsersMeVideos',
  method: 'GET',
  path: '/api/v1/users/me/videos',
  query: ['start', 'count', 'sort', 'search', 'isLive', 'channelId'],
  result: listOf(videoShape),
})
