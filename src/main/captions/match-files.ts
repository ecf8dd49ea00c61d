import { baseNameOf } from '@shared/uploads/file-names'

export interface NamedVideo {
  uuid: string
  title: string
  /** Of the file that it was made of; null: not known. */
  fileName: string | null
}

/**
 * The one video that a caption file belongs to by its name: `talk.en.srt` to the video of `talk.mp4`, else to the one
 * titled "talk". Null: to none, or to several alike.
 */
export function matchVideo(captionName: string, videos: readonly NamedVideo[]): NamedVideo | null {
  const base = baseNameOf(captionName)
  const best = (nameOf: (video: NamedVideo) => string | null): NamedVideo | null => {
    const fitting = videos.flatMap((video) => {
      const name = nameOf(video)
      return name !== null && belongs(base, name) ? [{ video, length: name.length }] : []
    })
    const longest = Math.max(...fitting.map(({ length }) => length))
    const found = fitting.filter(({ length }) => length === longest)
    return found.length === 1 ? (found[0]?.video ?? null) : null
  }
  const byTitle = best(({ title }) => title)
  // Its file is not known yet, and may be called so as well as another's.
  if (byTitle?.fileName === null) return byTitle
  return best(({ fileName }) => (fileName === null ? null : baseNameOf(fileName))) ?? byTitle
}

/** In whatever case and with whatever stands between the words: systems and servers change some of it. */
function belongs(base: string, name: string): boolean {
  const [left, right] = [plain(base), plain(name)]
  return right !== '' && (left === right || left.startsWith(`${right}.`))
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim()
}
