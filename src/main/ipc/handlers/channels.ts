import type { Lists } from '../../library/lists'
import type { HandlersOf } from '../handlers'

export function channelHandlers(lists: Lists): HandlersOf<'channels'> {
  const { channels } = lists
  return {
    'channels.list': () => ({
      revision: lists.revision,
      statuses: lists.status(),
      channels: channels.list(),
    }),
    'channels.create': async ({ accountId, name, texts }) => ({
      channelId: await channels.create(accountId, name, texts),
    }),
    'channels.update': async ({ accountId, channelId, texts, supportForVideos }) => {
      await channels.update(accountId, channelId, texts, supportForVideos)
      return undefined
    },
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
