import type { SettingsTable } from '../storage/settings-table'

/** The channel that a person last chose for an account: new drafts start in it. */
export interface LastChannels {
  get(accountId: string): number | null
  set(accountIds: Iterable<string>, channelId: number): void
}

export function createLastChannels(settings: SettingsTable): LastChannels {
  const keyOf = (accountId: string): string => `last-channel.${accountId}`
  return {
    get(accountId) {
      const value = settings.get(keyOf(accountId))
      return typeof value === 'number' ? value : null
    },
    set(accountIds, channelId) {
      settings.set(Object.fromEntries([...accountIds].map((id) => [keyOf(id), channelId])))
    },
  }
}
