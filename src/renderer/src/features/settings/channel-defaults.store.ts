import type { ChannelDefaults } from '@shared/uploads/draft'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { api } from '../../api'

/** What each channel's new drafts start with; null: nothing of its own. */
export const useChannelDefaultsStore = defineStore('channel-defaults', () => {
  const known = shallowReactive(new Map<string, ChannelDefaults | null>())

  function key(accountId: string, channelId: number): string {
    return `${accountId}/${String(channelId)}`
  }

  async function load(accountId: string, channelIds: readonly number[]): Promise<void> {
    await Promise.all(
      channelIds.map(async (channelId) => {
        known.set(
          key(accountId, channelId),
          await api.call('accounts.channelDefaults', { accountId, channelId }),
        )
      }),
    )
  }

  async function save(accountId: string, channelId: number, defaults: ChannelDefaults | null): Promise<void> {
    await api.call('accounts.setChannelDefaults', { accountId, channelId, defaults })
    known.set(key(accountId, channelId), defaults)
  }

  function of(accountId: string, channelId: number): ChannelDefaults | null {
    return known.get(key(accountId, channelId)) ?? null
  }

  return { load, save, of }
})
