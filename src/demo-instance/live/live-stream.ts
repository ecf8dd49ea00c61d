import { Router } from 'express'
import type { NextFunction, Request, Response } from 'express'
import type { DemoContext } from '../context'
import { mayRead } from '../routes/files'
import type { LiveStream } from './live-records'

export const SEGMENT_SECONDS = 2
const SHOWN_SEGMENTS = 4
/** PeerTube's `CLEANUP_DELAY`: whoever watches can still come to the end of a stream that is over. */
const KEPT_MS = 5 * 60_000

/** The list of segments at a moment: the last few, with a mark wherever the loop begins again, and one at its end. */
export function segmentList({ segments, startedAtMs, endedAtMs }: LiveStream, nowMs: number): string {
  const runMs = (endedAtMs ?? nowMs) - startedAtMs
  const newest = SHOWN_SEGMENTS - 1 + Math.floor(runMs / (SEGMENT_SECONDS * 1000))
  const oldest = newest - SHOWN_SEGMENTS + 1
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${String(SEGMENT_SECONDS)}`,
    `#EXT-X-MEDIA-SEQUENCE:${String(oldest)}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${String(Math.ceil(oldest / segments))}`,
  ]
  for (let number = oldest; number <= newest; number++) {
    if (number % segments === 0) lines.push('#EXT-X-DISCONTINUITY')
    lines.push(`#EXTINF:${SEGMENT_SECONDS.toFixed(3)},`, `0-${String(number).padStart(6, '0')}.ts`)
  }
  if (endedAtMs !== null) lines.push('#EXT-X-ENDLIST')
  return `${lines.join('\n')}\n`
}

/** On air, or over not long ago. */
function isKept({ endedAtMs }: LiveStream, nowMs: number): boolean {
  return endedAtMs === null || nowMs - endedAtMs < KEPT_MS
}

const MASTER = [
  '#EXTM3U',
  '#EXT-X-VERSION:3',
  '#EXT-X-STREAM-INF:BANDWIDTH=20000,RESOLUTION=128x72,CODECS="avc1.64000a"',
  '0.m3u8',
  '',
].join('\n')

/** Playlists and segments of lives, outside the API as in PeerTube. */
export function liveStreamRoutes(context: DemoContext): Router {
  const router = Router()
  const send = (request: Request, response: Response, next: NextFunction): void => {
    const uuid = String(request.params['uuid'])
    const video = context.store.state.videos.find((row) => row.uuid === uuid)
    const stream = context.liveStreams.get(uuid)
    if (video === undefined || stream === undefined || !isKept(stream, context.now())) {
      // A finished video, or nothing: not for this one to say.
      next()
      return
    }
    if (!mayRead(context, request, response, video)) {
      response.sendStatus(403)
      return
    }
    sendPart(context, stream, String(request.params['name']), response)
  }
  router.get('/static/streaming-playlists/hls/private/:uuid/:name', send)
  router.get('/static/streaming-playlists/hls/:uuid/:name', send)
  return router
}

function sendPart(context: DemoContext, stream: LiveStream, name: string, response: Response): void {
  const segment = /^0-(\d{6,})\.ts$/.exec(name)
  if (name === 'master.m3u8') response.type('application/vnd.apple.mpegurl').send(MASTER)
  else if (name === '0.m3u8') {
    response.type('application/vnd.apple.mpegurl').send(segmentList(stream, context.now()))
  } else if (segment === null) response.sendStatus(404)
  else {
    const file = `segment-${String(Number(segment[1]) % stream.segments)}.mpegts`
    response.type('video/mp2t').sendFile(file, { root: stream.folder })
  }
}
