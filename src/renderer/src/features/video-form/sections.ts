import type { Problem } from '@shared/uploads/upload'
import { reactive } from 'vue'

/** The parts of the panel, in their order, with the fields that stand in each. */
export const SECTION_FIELDS = {
  basics: ['title', 'channelId', 'privacy', 'passwords', 'schedule'],
  description: ['description'],
  thumbnail: ['thumbnail'],
  details: [
    'tags',
    'category',
    'licence',
    'language',
    'originallyPublishedAt',
    'commentsPolicy',
    'downloadEnabled',
    'waitTranscoding',
    'generateTranscription',
    'nsfw',
    'nsfwFlags',
    'nsfwSummary',
  ],
  captions: ['captions'],
  playlists: ['playlistIds'],
  chapters: ['chapters'],
  support: ['support'],
  player: ['playerTheme', 'embedPrivacy'],
} as const satisfies Record<string, readonly Problem['field'][]>

export type SectionName = keyof typeof SECTION_FIELDS

/** Which parts are unfolded; the same for each video, as long as the window lives. */
const unfolded = reactive(new Set<SectionName>(['basics', 'description', 'thumbnail']))

export function useSections() {
  function toggle(name: SectionName): void {
    if (!unfolded.delete(name)) unfolded.add(name)
  }

  function unfold(name: SectionName): void {
    unfolded.add(name)
  }

  return { unfolded: unfolded as ReadonlySet<SectionName>, toggle, unfold }
}

/** Undefined for what belongs to no field of the panel, such as the file itself. */
export function sectionOf(field: Problem['field']): SectionName | undefined {
  const names = Object.keys(SECTION_FIELDS) as SectionName[]
  return names.find((name) => (SECTION_FIELDS[name] as readonly string[]).includes(field))
}
