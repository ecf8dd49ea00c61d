import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Instance } from './instance'
import type { Session } from './session'
import { poll } from './uploads'

const SAMPLES = join(import.meta.dirname, '../../../samples/live')
const CLIP = join(import.meta.dirname, 'sample.mp4')
const ON_AIR = 1
/** Six minutes: PeerTube looks at a live that has ended after five. */
const REPLAY_POLLS = 1440

/** A live that is on air. */
export interface Broadcast {
  /** Ends the stream; resolves once the instance says so. */
  end(): Promise<void>
  /** Resolves with the video of the replay once it is there. Rejects where none comes. */
  replay(): Promise<Record<string, unknown>>
}

/** Why no live can go on air there; null where it can. */
export function whyNotOnAir(instance: Instance): string | null {
  if (instance.demo !== null) return null
  if (instance.configValue('live.enabled') !== true) return 'the instance takes no lives'
  return spawnSync('ffmpeg', ['-version']).status === 0 ? null : 'there is no ffmpeg to stream with'
}

async function stateOf(session: Session, uuid: string): Promise<number> {
  return ((await session.getJson(`/videos/${uuid}`))['state'] as { id: number }).id
}

async function untilState(session: Session, uuid: string, fits: (state: number) => boolean): Promise<void> {
  const state = await poll(() => stateOf(session, uuid), fits)
  if (!fits(state)) throw new Error(`The live ${uuid} stays in state ${String(state)}`)
}

/** An encoder as a person has it. The key stands in its arguments: it is that of a live made for the test. */
async function startEncoder(session: Session, uuid: string): Promise<ChildProcess> {
  const { rtmpUrl, streamKey } = await session.getJson(`/videos/live/${uuid}`)
  const input = ['-re', '-stream_loop', '-1', '-i', CLIP]
  const output = ['-c', 'copy', '-f', 'flv', `${String(rtmpUrl)}/${String(streamKey)}`]
  return spawn('ffmpeg', ['-loglevel', 'error', ...input, ...output], { stdio: ['pipe', 'ignore', 'ignore'] })
}

async function stopEncoder(encoder: ChildProcess): Promise<void> {
  if (encoder.exitCode !== null || encoder.signalCode !== null) return
  const gone = once(encoder, 'exit')
  encoder.kill('SIGINT')
  await gone
}

/** Brings a live on air: an encoder streams to a real instance, a demo instance is told. */
export async function goOnAir(session: Session, uuid: string): Promise<Broadcast> {
  const { demo } = session.instance
  const encoder = demo === null ? await startEncoder(session, uuid) : null
  await demo?.control.live.start(uuid, SAMPLES)
  try {
    await untilState(session, uuid, (state) => state === ON_AIR)
  } catch (error) {
    if (encoder !== null) await stopEncoder(encoder)
    throw error
  }
  return {
    end: async () => {
      if (encoder !== null) await stopEncoder(encoder)
      await demo?.control.live.end(uuid)
      await untilState(session, uuid, (state) => state !== ON_AIR)
    },
    replay: async () => {
      await demo?.control.live.finishReplay(uuid)
      return replayOf(session, uuid)
    },
  }
}

/** Of the last session of a live; for one that goes on air once it is the live itself. */
async function replayOf(session: Session, uuid: string): Promise<Record<string, unknown>> {
  const ask = async (): Promise<string | null> => {
    const sessions = await session.get(`/videos/live/${uuid}/sessions`)
    // The live has become its replay.
    if (sessions.status === 404) return uuid
    const { data } = JSON.parse(sessions.text) as { data: { replayVideo?: { uuid: string } | null }[] }
    return data.at(-1)?.replayVideo?.uuid ?? null
  }
  const replay = await poll(ask, (found) => found !== null, REPLAY_POLLS)
  if (replay === null) throw new Error(`The live ${uuid} left no replay`)
  await untilState(session, replay, (state) => state === ON_AIR)
  return session.getJson(`/videos/${replay}`)
}
