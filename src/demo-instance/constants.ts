/** The lists that PeerTube offers a client, as 6.3 has them; `licences` grew in 7.3. */

export const categories: Record<string, string> = {
  1: 'Music',
  2: 'Films',
  3: 'Vehicles',
  4: 'Art',
  5: 'Sports',
  6: 'Travels',
  7: 'Gaming',
  8: 'People',
  9: 'Comedy',
  10: 'Entertainment',
  11: 'News & Politics',
  12: 'How To',
  13: 'Education',
  14: 'Activism',
  15: 'Science & Technology',
  16: 'Animals',
  17: 'Kids',
  18: 'Food',
}

const firstLicences: Record<string, string> = {
  1: 'Attribution',
  2: 'Attribution - Share Alike',
  3: 'Attribution - No Derivatives',
  4: 'Attribution - Non Commercial',
  5: 'Attribution - Non Commercial - Share Alike',
  6: 'Attribution - Non Commercial - No Derivatives',
  7: 'Public Domain Dedication',
}

const laterLicences: Record<string, string> = { 8: 'Public Domain Mark', 9: 'All Rights Reserved' }

/** Anything with a version to ask: the lists differ between versions. */
interface Versioned {
  since(version: string): boolean
}

export function licences(instance: Versioned): Record<string, string> {
  return instance.since('7.3') ? { ...firstLicences, ...laterLicences } : firstLicences
}

export function privacies(instance: Versioned): Record<string, string> {
  const common = { 1: 'Public', 2: 'Unlisted', 3: 'Private', 4: 'Internal' }
  return instance.since('6.0') ? { ...common, 5: 'Password protected' } : common
}

export const playlistPrivacies: Record<string, string> = { 1: 'Public', 2: 'Unlisted', 3: 'Private' }

export const commentPolicies: Record<number, string> = { 1: 'Enabled', 2: 'Disabled', 3: 'Requires approval' }

/** 8.1 and later; the third says that another instance shows it, and is nobody's to choose. */
export const embedPolicies: Record<number, string> = {
  1: 'All allowed',
  2: 'Allowlist',
  3: 'Remote restrictions',
}

export const videoStates: Record<number, string> = {
  1: 'Published',
  2: 'To transcode',
  3: 'To import',
  4: 'Waiting for livestream',
  5: 'Livestream ended',
  6: 'To move to an external storage',
  7: 'Transcoding failed',
  8: 'External storage move failed',
  9: 'To edit',
  10: 'To move to file system',
  11: 'Move to file system failed',
  12: 'Import failed',
}

export const roleLabels = ['Administrator', 'Moderator', 'User'] as const
