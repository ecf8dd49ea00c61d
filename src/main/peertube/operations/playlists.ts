import { z } from 'zod'
import { defineOperation } from './define'
import { anything, constantsShape, listOf, playlistElementShape, playlistShape } from './shapes'

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

export const getPlaylist = defineOperation({
  id: 'getVideoPlaylist',
  method: 'GET',
  path: '/api/v1/video-playlists/{playlistId}',
  role: 'optional',
  result: playlistShape,
})

/** A body of JSON makes the server fail. */
export const addPlaylist = defineOperation({
  id: 'addPlaylist',
  method: 'POST',
  path: '/api/v1/video-playlists',
  bodyEncoding: 'multipart',
  result: z.object({ videoPlaylist: z.object({ uuid: z.string() }) }),
})

export const putPlaylist = defineOperation({
  id: 'putVideoPlaylist',
  method: 'PUT',
  path: '/api/v1/video-playlists/{playlistId}',
  bodyEncoding: 'multipart',
  result: anything,
})

export const deletePlaylist = defineOperation({
  id: 'delVideoPlaylist',
  method: 'DELETE',
  path: '/api/v1/video-playlists/{playlistId}',
  result: anything,
})

/** By positions: repeating it moves something else. */
export const reorderPlaylist = defineOperation({
  id: 'reorderVideoPlaylist',
  method: 'POST',
  path: '/api/v1/video-playlists/{playlistId}/videos/reorder',
  bodyEncoding: 'json',
  result: anything,
})

export const putPlaylistElement = defineOperation({
  id: 'putVideoPlaylistVideo',
  method: 'PUT',
  path: '/api/v1/video-playlists/{playlistId}/videos/{playlistElementId}',
  bodyEncoding: 'json',
  result: anything,
})
