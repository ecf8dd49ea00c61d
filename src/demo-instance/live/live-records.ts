import { randomUUID } from 'node:crypto'
import type { LiveRecord, VideoRecord } from '../records'

/** States of a video, as far as lives go through them. */
export const LIVE_STATES = { onAir: 1, waiting: 4, ended: 5 } as const

/** What `POST /videos/live` makes when it is told nothing. */
export function newLive(): LiveRecord {
  return {
    streamKey: randomUUID(),
    permanentLive: false,
    saveReplay: false,
    replayPrivacy: null,
    latencyMode: 1,
    schedules: [],
    dvrWindow: 0,
    sessions: [],
  }
}

/** The live of a video; null: it is none. Videos made up by `fill` get theirs when first asked. */
export function liveOf(video: VideoRecord): LiveRecord | null {
  if (video.isLive !== true) return null
  return (video.live ??= newLive())
}

/** A stream on air: the same segments over and over, as many of them as time has passed. */
export interface LiveStream {
  /** Holds `segment-0.mpegts` and so on. */
  folder: string
  segments: number
  startedAtMs: number
  /** Null: on air. */
  endedAtMs: number | null
}

const OPEN_PRIVACIES = [1, 2]

/** Where the stream of a live lies while it is on air. */
export function streamPath(video: VideoRecord): string {
  const folder = OPEN_PRIVACIES.includes(video.privacy) ? '' : 'private/'
  return `/static/streaming-playlists/hls/${folder}${video.uuid}`
}
