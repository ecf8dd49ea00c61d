import { z } from 'zod'
import { defineOperation } from './define'
import { anything, channelShape, constantsShape, listOf, playlistElementShape, playlistShape } from './shapes'

export const getAccountChannels = defineOperation({
  id: 'getApiV1AccountsNameVideoChannels',
  method: 'GET',
  path: '/api/v1/accounts/{name}/video-channels',
  query: ['start', 'count', 'sort'],
  role: 'none',
  result: listOf(channelShape),
})

/** With the owner's token also the private ones. */
export const getAccountPlaylists = defineOperation({
  id: 'getApiV1AccountsNameVideoPlaylists',
  method: 'GET',
  path: '/api/v1/accounts/{name}/video-playlists',
  query: ['start', 'count', 'sort', 'playlistType'],
  role: 'optional',
  result: listOf(playlistShape),
})

export const getPlaylistPrivacies = defineOperation({
  id: 'getPlaylistPrivacyPolicies',
  method: 'GET',
  path: '/api/v1/video-playlists/privacies',
  role: 'none',
  result: constantsShape,
})

/** Elements, not videos. */
export const getPlaylistElements = defineOperation({
  id: 'getVideoPlaylistVideos',
  method: 'GET',
  path: '/api/v1/video-playlists/{playlistId}/videos',
  query: ['start', 'count'],
  role: 'optional',
  result: listOf(playlistElementShape),
})

/** The server takes the same video twice. */
export const addPlaylistElement = defineOperation({
  id: 'addVideoPlaylistVideo',
  method: 'POST',
  path: '/api/v1/video-playlists/{playlistId}/videos',
  bodyEncoding: 'json',
  result: z.object({ videoPlaylistElement: z.object({ id: z.number() }) }),
})

export const deletePlaylistElement = defineOperation({
  id: 'delVideoPlaylistVideo',
  method: 'DELETE',
  path: '/api/v1/video-playlists/{playlistId}/videos/{playlistElementId}',
  result: anything,
})

/** Which playlists of mine hold these videos: video id to entries. Asks with numeric ids. */
export const getPlaylistsOfVideos = defineOperation({
  id: 'getApiV1UsersMeVideoPlaylistsVideosExist',
  method: 'GET',
  path: '/api/v1/users/me/video-playlists/videos-exist',
  query: ['videoIds'],
  result: z.record(z.string(), z.array(z.object({ playlistId: z.number(), playlistElementId: z.number() }))),
})
