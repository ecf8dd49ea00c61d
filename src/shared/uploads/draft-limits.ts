/** PeerTube's limits of a video's metadata, the same in 5.0 to 8.x. Lengths count Unicode characters, as the server does. */
export const DRAFT_LIMITS = {
  title: { min: 3, max: 120 },
  description: { min: 3, max: 10_000 },
  support: { min: 3, max: 1000 },
  tags: { max: 5 },
  tag: { min: 2, max: 30 },
  /** The server's words allow 100, its check does not. */
  password: { min: 2, max: 99 },
  nsfwSummary: { min: 3, max: 250 },
  chapterTitle: { min: 1, max: 100 },
  /** The server takes more and gives back no more. */
  domains: { max: 1000 },
  originallyPublishedYear: { min: 1900 },
} as const
