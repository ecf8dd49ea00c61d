import type { Lists } from '../../library/lists'
import type { HandlersOf } from '../handlers'

export function playlistHandlers(lists: Lists): HandlersOf<'playlists'> {
  const { playlists } = lists
  return {
    'playlists.list': () => ({
      revision: lists.revision,
      statuses: lists.status(),
      playlists: playlists.list(),
      forms: lists.formOutbox.forms('playlist'),
    }),
    'playlists.elements': ({ accountId, playlistUuid, offset, limit }) => ({
      revision: lists.revision,
      ...playlists.elements(accountId, playlistUuid, offset, limit),
    }),
    'playlists.refused': ({ accountId, playlistUuid }) => playlists.refused(accountId, playlistUuid),
    'playlists.change': ({ accountId, playlistUuid, changes }) => {
      playlists.change(accountId, playlistUuid, changes)
      return undefined
    },
    'playlists.moveTo': ({ accountId, playlistUuid, elementIds, position }) => {
      playlists.moveTo(accountId, playlistUuid, elementIds, position)
      return undefined
    },
    'playlists.discardWaiting': ({ accountId, playlistUuid }) => {
      playlists.discardWaiting(accountId, playlistUuid)
      return undefined
    },
    'playlists.settleRefused': ({ id, again }) => {
      playlists.settleRefused(id, again)
      return undefined
    },
    'playlists.refresh': async ({ accountId, playlistUuid }) => {
      await playlists.refresh(accountId, playlistUuid)
      return undefined
    },
    'playlists.save': async ({ playlistUuid, ...saved }) => {
      const form = {
        of: 'playlist' as const,
        target: playlistUuid,
        name: '',
        supportForVideos: false,
        ...saved,
      }
      const { outcome, target } = await lists.formOutbox.save(form)
      return { outcome, playlistUuid: target }
    },
    'playlists.setPicture': async ({ accountId, playlistUuid, picture }) => ({
      outcome: await lists.formOutbox.savePicture(placeOf(accountId, playlistUuid), 'picture', picture),
    }),
    'playlists.delete': async ({ accountId, playlistUuid, videos }) => ({
      outcome: await lists.formOutbox.delete(placeOf(accountId, playlistUuid), videos),
    }),
  }
}

function placeOf(accountId: string, playlistUuid: string) {
  return { of: 'playlist' as const, accountId, target: playlistUuid }
}
