import { VIDEO_STATE, type LibraryRow } from '@shared/library/library'

export interface StateLook {
  icon: string
  /** Key under `library.state`; null: the server's own word. */
  word: string | null
  tone: 'quiet' | 'busy' | 'bad'
}

const LOOKS: Record<number, StateLook> = {
  [VIDEO_STATE.published]: { icon: 'i-lucide-circle-check', word: 'published', tone: 'quiet' },
  [VIDEO_STATE.toTranscode]: { icon: 'i-lucide-loader', word: 'toTranscode', tone: 'busy' },
  [VIDEO_STATE.toImport]: { icon: 'i-lucide-loader', word: 'toImport', tone: 'busy' },
  [VIDEO_STATE.waitingForLive]: { icon: 'i-lucide-radio', word: 'waitingForLive', tone: 'quiet' },
  [VIDEO_STATE.liveEnded]: { icon: 'i-lucide-radio', word: 'liveEnded', tone: 'quiet' },
  [VIDEO_STATE.toMove]: { icon: 'i-lucide-loader', word: 'toMove', tone: 'busy' },
  [VIDEO_STATE.transcodingFailed]: { icon: 'i-lucide-circle-alert', word: 'transcodingFailed', tone: 'bad' },
  [VIDEO_STATE.moveFailed]: { icon: 'i-lucide-circle-alert', word: 'moveFailed', tone: 'bad' },
  [VIDEO_STATE.toEdit]: { icon: 'i-lucide-loader', word: 'toEdit', tone: 'busy' },
  // Whichever way it is moved between the places of the instance.
  [VIDEO_STATE.toMoveBack]: { icon: 'i-lucide-loader', word: 'toMove', tone: 'busy' },
  [VIDEO_STATE.moveBackFailed]: { icon: 'i-lucide-circle-alert', word: 'moveFailed', tone: 'bad' },
  [VIDEO_STATE.importFailed]: { icon: 'i-lucide-circle-alert', word: 'importFailed', tone: 'bad' },
}
const UNKNOWN: StateLook = { icon: 'i-lucide-circle', word: null, tone: 'quiet' }
const BLOCKED: StateLook = { icon: 'i-lucide-ban', word: 'blocked', tone: 'bad' }

export function stateLook(state: number): StateLook {
  return LOOKS[state] ?? UNKNOWN
}

/** A blocked video is nothing else to anybody, whatever state it is in. */
export function rowStateLook(row: Pick<LibraryRow, 'state' | 'isBlocked'>): StateLook {
  return row.isBlocked ? BLOCKED : stateLook(row.state)
}
