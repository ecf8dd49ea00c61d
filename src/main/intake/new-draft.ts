import type { Channel, InstanceLimits } from '@shared/accounts/choices'
import { emptyDraft, type ChannelDefaults, type Draft } from '@shared/uploads/draft'
import { titleFromFileName } from '@shared/uploads/file-names'

/** What a draft starts with: the channel used last, or the account's first, and what is remembered of it. */
export interface DraftStart {
  channelId: number | null
  defaults: ChannelDefaults | null
}

export function chooseStart(
  channels: readonly Channel[],
  lastUsed: number | null,
  defaultsOf: (channelId: number) => ChannelDefaults | null,
): DraftStart {
  const channel = channels.find(({ id }) => id === lastUsed) ?? channels[0]
  return channel === undefined
    ? { channelId: null, defaults: null }
    : { channelId: channel.id, defaults: defaultsOf(channel.id) }
}

/** What the person remembers of a channel goes before the instance's own default. */
export function newDraft(
  fileName: string,
  { channelId, defaults }: DraftStart,
  { defaultLicence = null }: Pick<InstanceLimits, 'defaultLicence'>,
): Draft {
  const plain = { ...emptyDraft(titleFromFileName(fileName)), licence: defaultLicence }
  return { ...plain, ...defaults, channelId }
}
