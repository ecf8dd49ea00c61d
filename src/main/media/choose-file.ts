import type { RemoteFile, RemoteMedia } from './ports'

/** What Chromium plays without help. */
const PLAYABLE = new Set(['.mp4', '.m4v', '.webm', '.ogv', '.ogg', '.mp3', '.m4a', '.oga', '.wav', '.flac'])
/** Sharp enough beside a list of cues, and quick to seek in. */
const PLAYER_HEIGHT = 720

/** How a video is played: one file, or its stream, where picture and sound are apart. */
export type Played = { kind: 'file'; file: RemoteFile } | { kind: 'stream'; playlist: string }

/** Null: nothing of it can be played. */
export function toPlay({ files, playlist }: RemoteMedia): Played | null {
  const file = fileToPlay(files)
  const isSplit = file?.hasAudio === false && files.some(({ hasAudio, hasVideo }) => hasAudio && !hasVideo)
  if (isSplit && playlist !== null) return { kind: 'stream', playlist }
  return file === null ? null : { kind: 'file', file }
}

/** The file for the player: with sound, the sharpest up to 720 lines, else the least above. Null: none can be played. */
export function fileToPlay(files: readonly RemoteFile[]): RemoteFile | null {
  const playable = files.filter(({ extension }) => PLAYABLE.has(extension))
  const best = (candidates: RemoteFile[]): RemoteFile | null => {
    const sorted = [...candidates].sort((left, right) => right.height - left.height)
    return sorted.find(({ height }) => height <= PLAYER_HEIGHT) ?? sorted.at(-1) ?? null
  }
  return (
    best(playable.filter(({ hasAudio, hasVideo }) => hasAudio && hasVideo)) ??
    best(playable.filter(({ hasVideo }) => hasVideo)) ??
    best(playable)
  )
}

export type BestFile =
  { kind: 'one'; file: RemoteFile } | { kind: 'two'; video: RemoteFile; audio: RemoteFile }

/** The sharpest file; two where the instance keeps picture and sound apart (6.3 and later). Null: there is none. */
export function bestFile(files: readonly RemoteFile[]): BestFile | null {
  const byQuality = [...files].sort(
    (left, right) => right.height - left.height || (right.bytes ?? 0) - (left.bytes ?? 0),
  )
  const whole = byQuality.find(({ hasAudio, hasVideo }) => hasAudio && hasVideo)
  const video = byQuality.find(({ hasVideo }) => hasVideo)
  const audio = byQuality.find(({ hasAudio, hasVideo }) => hasAudio && !hasVideo)
  if (video !== undefined && audio !== undefined && video.height > (whole?.height ?? 0)) {
    return { kind: 'two', video, audio }
  }
  const file = whole ?? video ?? byQuality[0]
  return file === undefined ? null : { kind: 'one', file }
}
