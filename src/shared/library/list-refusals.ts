/** Why something about a channel or playlist was refused, where the window has its own words: `lists.refusals.<reason>`. */
export const LIST_REFUSALS = [
  'name-taken',
  'too-many-channels',
  'last-channel',
  'picture-too-large',
  'needs-channel',
  'more-videos', // since the person was asked about a deletion
] as const
