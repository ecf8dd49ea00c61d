import { DRAFT_LIMITS } from './draft-limits'

/** Language of a caption whose file name tells none: ISO 639's "undetermined". `validateDraft` asks for a real one. */
export const UNKNOWN_LANGUAGE = 'und'

/** Words of a sidecar's name that say something about the captions, not their language. */
const CAPTION_REMARKS = new Set(['forced', 'sdh', 'cc', 'default', 'full'])
const LANGUAGE_TAG = /^[a-z]{2,3}(?:[-_](?:[a-z]{4}|[a-z]{2}|\d{3})){0,2}$/i
const MAX_LANGUAGE_LENGTH = 10

/** Last extension with its dot, lower case; empty when there is none (`.hidden` has none). */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  return dot > 0 && dot < fileName.length - 1 ? fileName.slice(dot).toLowerCase() : ''
}

/** The name without its last extension. */
export function baseNameOf(fileName: string): string {
  return fileName.slice(0, fileName.length - extensionOf(fileName).length)
}

/**
 * A title out of a file's name: no extension, separators as spaces, cut at a word where it is too long. A short
 * one stays as it is: the person, not the app, knows what to call the video.
 */
export function titleFromFileName(fileName: string): string {
  const words = baseNameOf(fileName)
    .normalize('NFC')
    // Line breaks, control characters and marks that turn the reading direction have no place in a title.
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/[_.\s]+/gu, ' ')
    .trim()
  return shorten(words === '' ? fileName.trim() : words, DRAFT_LIMITS.title.max)
}

function shorten(text: string, max: number): string {
  const characters = [...text]
  if (characters.length <= max) return text
  const cut = characters.slice(0, max).join('')
  const space = cut.lastIndexOf(' ')
  return (space > cut.length / 2 ? cut.slice(0, space) : cut).trimEnd()
}

/**
 * The language that a caption file beside a video names: `en` of `talk.en.srt`, `fr-CA` of `talk.fr-CA.vtt`, `en` of
 * `talk.eng.srt`. Null: it names none (`talk.srt`).
 */
export function captionLanguageOf(captionName: string, videoName: string): string | null {
  const video = baseNameOf(videoName)
  const base = baseNameOf(captionName)
  const rest = belongsTo(base, video) ? base.slice(video.length + 1) : base.split('.').slice(1).join('.')
  const parts = rest.split('.').filter((part) => !CAPTION_REMARKS.has(part.toLowerCase()))
  return canonicalLanguage(parts.at(-1) ?? '')
}

function canonicalLanguage(tag: string): string | null {
  if (!LANGUAGE_TAG.test(tag)) return null
  try {
    const language = Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0]
    return language !== undefined && language.length <= MAX_LANGUAGE_LENGTH ? language : null
  } catch {
    return null
  }
}

/** Whether a base name is the video's own or starts with it and a dot, in whatever case. */
function belongsTo(base: string, videoBase: string): boolean {
  return `${base}.`.toLowerCase().startsWith(`${videoBase}.`.toLowerCase())
}

export interface Sidecars {
  captions: string[]
  pictures: string[]
}

export interface SidecarKinds {
  captionExtensions: readonly string[]
  imageExtensions: readonly string[]
}

/**
 * Which files of one folder go along with which video: `talk.mp4` takes `talk.en.srt`, `talk.srt` and `talk.jpg`. An exact
 * base name wins over one that differs in case, and the longest over a shorter one (`a.b.en.srt` belongs to `a.b.mp4`,
 * not to `a.mp4`). Where two videos share a base name (`talk.mp4`, `talk.mov`), the first takes it.
 */
export function matchSidecars(
  videos: readonly string[],
  names: readonly string[],
  kinds: SidecarKinds,
): Map<string, Sidecars> {
  const exact = new Map<string, string>()
  const folded = new Map<string, string>()
  for (const video of videos) {
    const base = baseNameOf(video)
    if (!exact.has(base)) exact.set(base, video)
    if (!folded.has(base.toLowerCase())) folded.set(base.toLowerCase(), video)
  }
  const matches = new Map<string, Sidecars>()
  for (const name of names) {
    const extension = extensionOf(name)
    const isCaption = kinds.captionExtensions.includes(extension)
    if (!isCaption && !kinds.imageExtensions.includes(extension)) continue
    const video = ownerOf(baseNameOf(name), isCaption, exact, folded)
    if (video === null) continue
    const sidecars = matches.get(video) ?? { captions: [], pictures: [] }
    ;(isCaption ? sidecars.captions : sidecars.pictures).push(name)
    matches.set(video, sidecars)
  }
  return matches
}

function ownerOf(
  base: string,
  isCaption: boolean,
  exact: ReadonlyMap<string, string>,
  folded: ReadonlyMap<string, string>,
): string | null {
  for (let stem = base; stem !== ''; stem = stem.slice(0, Math.max(0, stem.lastIndexOf('.')))) {
    const video = exact.get(stem) ?? folded.get(stem.toLowerCase())
    if (video !== undefined) return video
    if (!isCaption) return null
  }
  return null
}
