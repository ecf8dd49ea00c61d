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
    'channels.save': async ({ channelId, ...saved }) => {
      const target = channelId === null ? null : String(channelId)
      const arrived = await lists.formOutbox.save({ ...saved, of: 'channel', target })
      return { outcome: arrived.outcome, channelId: arrived.target === null ? null : Number(arrived.target) }
    },
    'channels.setPicture': async ({ accountId, channelId, kind, picture }) => ({
      outcome: await lists.formOutbox.savePicture(placeOf(accountId, channelId), kind, picture),
    }),
    'channels.followers': ({ accountId, channelId, start }) =>
      channels.followers(accountId, channelId, start),
    'channels.deletion': ({ accountId, channelId }) => channels.deletion(accountId, channelId),
    'channels.delete': async ({ accountId, channelId, videos }) => ({
      outcome: await lists.formOutbox.delete(placeOf(accountId, channelId), videos),
    }),
  }
}

function placeOf(accountId: string, channelId: number) {
  return { of: 'channel' as const, accountId, target: String(channelId) }
}
