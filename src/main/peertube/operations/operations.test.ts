import { describe, expect, it } from 'vitest'
import { operations } from '.'

describe('the table of operations', () => {
  it('names each operation that is used, once', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(
      [
        'getOAuthClient',
        'getOAuthToken',
        'revokeOAuthToken',
        'getUserInfo',
        'getApiV1UsersMeVideoQuotaUsed',
        'getApiV1UsersMeVideos',
        'getConfig',
        'nodeinfo.links',
        'nodeinfo.document',
        'getCategories',
        'getLicences',
        'getLanguages',
        'getPrivacyPolicies',
        'getVideo',
        'putVideo',
        'delVideo',
        'getVideoSource',
        'uploadResumableInit',
        'uploadResumable',
        'uploadResumableCancel',
        'replaceVideoSourceResumableInit',
        'replaceVideoSourceResumable',
        'replaceVideoSourceResumableCancel',
        'getVideoCaptions',
        'addVideoCaption',
        'generateVideoCaption',
        'delVideoCaption',
        'getVideoChapters',
        'replaceVideoChapters',
        'listVideoPasswords',
        'updateVideoPasswordList',
        'addLive',
        'getLiveId',
        'updateLiveId',
        'getApiV1VideosLiveIdSessions',
        'getApiV1AccountsNameVideoChannels',
        'getApiV1AccountsNameVideoPlaylists',
        'getPlaylistPrivacyPolicies',
        'getVideoPlaylistVideos',
        'addVideoPlaylistVideo',
        'delVideoPlaylistVideo',
        'getApiV1UsersMeVideoPlaylistsVideosExist',
        'addVideoChannel',
        'putVideoChannel',
        'delVideoChannel',
        'addVideoChannelAvatar',
        'delVideoChannelAvatar',
        'addVideoChannelBanner',
        'delVideoChannelBanner',
        'getVideoChannelFollowers',
        'getVideoPlaylist',
        'addPlaylist',
        'putVideoPlaylist',
        'delVideoPlaylist',
        'reorderVideoPlaylist',
        'putVideoPlaylistVideo',
        'getVideoPlayerSettings',
        'updateVideoPlayerSettings',
        'getChannelPlayerSettings',
        'updateChannelPlayerSettings',
        'getVideoEmbedPrivacy',
        'updateVideoEmbedPrivacy',
      ].sort(),
    )
  })

  it('has one operation per method and path', () => {
    const routes = operations.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(routes).size).toBe(routes.length)
  })

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s is consistent',
    (_, operation) => {
      const { method, path, bodyEncoding, since, until, idempotent, role } = operation
      expect(path).toMatch(/^\/(api\/v1\/|nodeinfo\/|\.well-known\/)[A-Za-z0-9/{}._-]+$/)
      expect(path).not.toMatch(/\/$|\{\}|\{[^}]*\{/)
      if (method === 'GET' || method === 'DELETE') expect(bodyEncoding).toBe('none')
      if (method === 'GET' || method === 'PUT' || method === 'DELETE') expect(idempotent).toBe(true)
      expect(since).toMatch(/^\d+\.\d+\.\d+$/)
      if (until !== null) expect(until).toMatch(/^\d+\.\d+\.\d+$/)
      // Nothing of somebody's own is asked for without a token.
      if (path.includes('/users/me') || method !== 'GET')
        expect(role).toBe(path.endsWith('/users/token') ? 'none' : 'user')
    },
  )
})
