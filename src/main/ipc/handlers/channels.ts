import type { Lists } from '../../library/lists'
import type { HandlersOf } from '../handlers'

export function channelHandlers(lists: Lists): HandlersOf<'channels'> {
  const { channels } = lists
  return {
    'channels.list': () => ({
      revision: lists.revision,
      statuses: lists.status(),
      channels: channels.list(),
      forms: lists.formOutbox.forms('channel'),
    }),
    'channels.save': async ({ channelId, texts, ...saved }) => {
      const form = {
        of: 'channel' as const,
        target: channelId === null ? null : String(channelId),
        fields: texts,
      }
      const { outcome, target } = await lists.formOutbox.save({ ...saved, ...form })
      return { outcome, channelId: target === null ? null : Number(target) }
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
