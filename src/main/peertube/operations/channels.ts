import { z } from 'zod'
import { defineOperation } from './define'
import { anything, followShape, fullChannelShape, listOf, playerSettingsShape } from './shapes'

/** `withStats` counts the videos of each, and their views: dear for the server. */
export const getAccountChannels = defineOperation({
  id: 'getApiV1AccountsNameVideoChannels',
  method: 'GET',
  path: '/api/v1/accounts/{name}/video-channels',
  query: ['start', 'count', 'sort', 'withStats'],
  role: 'none',
  result: listOf(fullChannelShape),
})

export const addChannel = defineOperation({
  id: 'addVideoChannel',
  method: 'POST',
  path: '/api/v1/video-channels',
  bodyEncoding: 'json',
  result: z.object({ videoChannel: z.object({ id: z.number() }) }),
})

export const putChannel = defineOperation({
  id: 'putVideoChannel',
  method: 'PUT',
  path: '/api/v1/video-channels/{channelHandle}',
  bodyEncoding: 'json',
  result: anything,
})

export const deleteChannel = defineOperation({
  id: 'delVideoChannel',
  method: 'DELETE',
  path: '/api/v1/video-channels/{channelHandle}',
  result: anything,
})

export const addChannelAvatar = defineOperation({
  id: 'addVideoChannelAvatar',
  method: 'POST',
  path: '/api/v1/video-channels/{channelHandle}/avatar/pick',
  bodyEncoding: 'multipart',
  result: anything,
})

export const deleteChannelAvatar = defineOperation({
  id: 'delVideoChannelAvatar',
  method: 'DELETE',
  path: '/api/v1/video-channels/{channelHandle}/avatar',
  result: anything,
})

export const addChannelBanner = defineOperation({
  id: 'addVideoChannelBanner',
  method: 'POST',
  path: '/api/v1/video-channels/{channelHandle}/banner/pick',
  bodyEncoding: 'multipart',
  result: anything,
})

export const deleteChannelBanner = defineOperation({
  id: 'delVideoChannelBanner',
  method: 'DELETE',
  path: '/api/v1/video-channels/{channelHandle}/banner',
  result: anything,
})

/** For its owner alone. */
export const getChannelFollowers = defineOperation({
  id: 'getVideoChannelFollowers',
  method: 'GET',
  path: '/api/v1/video-channels/{channelHandle}/followers',
  query: ['start', 'count', 'sort'],
  result: listOf(followShape),
})

/** As that of a video. */
export const getChannelPlayerSettings = defineOperation({
  id: 'getChannelPlayerSettings',
  method: 'GET',
  path: '/api/v1/player-settings/video-channels/{channelHandle}',
  query: ['raw'],
  role: 'optional',
  since: '8.0.0',
  result: playerSettingsShape,
})

export const putChannelPlayerSettings = defineOperation({
  id: 'updateChannelPlayerSettings',
  method: 'PUT',
  path: '/api/v1/player-settings/video-channels/{channelHandle}',
  bodyEncoding: 'json',
  since: '8.0.0',
  result: anything,
})
