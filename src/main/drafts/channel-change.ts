import { channelDefaultsSchema, type Draft } from '@shared/uploads/draft'
import { sameValue } from '@shared/uploads/merge-drafts'

const DEFAULT_FIELDS = channelDefaultsSchema.keyof().options

/**
 * A draft that goes to another channel: what still is as new drafts of the old channel begin becomes as those of the new
 * one do; what the person said otherwise stays.
 * @param before a new draft of the old channel
 * @param after a new draft of the new channel
 */
export function inOtherChannel(draft: Draft, before: Draft, after: Draft): Draft {
  const fields = DEFAULT_FIELDS.filter((field) => sameValue(draft[field], before[field]))
  // Until its moment a planned video is private, whatever the channel says.
  const taken = fields.filter((field) => field !== 'privacy' || draft.schedule === null)
  return { ...draft, ...Object.fromEntries(taken.map((field) => [field, after[field]])) }
}
