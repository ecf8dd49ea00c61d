import type { Lists } from '../../library/lists'
import type { HandlersOf } from '../handlers'

export function channelHandlers(lists: Lists): HandlersOf<'channels'> {
  const { channels } = lists
  return {
    'channels.list': () => ({
      revision: lists.revision,
      statuses: lists.status(),
      channels: channels.list(),
      edits: lists.channelOutbox.edits(),
    }),
    'channels.save': (form) => lists.channelOutbox.save(form),
    'channels.setPicture': async ({ accountId, channelId, kind, picture }) => {
      await channels.setPicture(accountId, channelId, kind, picture)
      return undefined
    },
    'channels.followers': ({ accountId, channelId, start }) =>
      channels.followers(accountId, channelId, start),
    'channels.deletion': ({ accountId, channelId }) => channels.deletion(accountId, channelId),
    'channels.delete': async ({ accountId, channelId }) => {
      await channels.delete(accountId, channelId)
      return undefined
    },
  }
}
