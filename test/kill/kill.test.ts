import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAttachmentsTable } from '../../src/main/storage/attachments-table'
import { Belongings } from './belongings'
import { KillBench } from './bench'
import { Hits, type Phase } from './phases'

const KILLS = 200
/** After the engine's first statement; one in ten is killed before it. */
const LONGEST_LIFE_MS = 350
/** Slow enough that most files are in the middle of being sent when the signal comes. */
const BYTES_PER_SECOND = 2_000_000
const CHUNK_BYTES = 32 * 1024
const FEWEST_WAITING = 5
/** One kill in so many waits for a moment of its own: the engine may be too slow for chance, on a busy machine. */
const AIMED_EVERY = 5
const LONGEST_AIM_MS = 5000
const LOOK_MS = 3
/** One file in so many takes the place of a video's own. */
const REPLACEMENT_EVERY = 4
const PUBLISHED = 1
/** The instance takes its time for the end of an upload and for what follows a video, so that kills hit that too. */
const FINISH_MS = 40
const STEP_MS = 30
const STEPS = ['/captions/', '/video-playlists/', '^/api/v1/videos/[0-9a-f-]{36}$']
/** In so many kills at least, each of these was under way. */
const FEWEST_HITS: [Phase, number][] = [
  ['uploading', KILLS / 20],
  ['last-chunk', 3],
  ['finishing', 3],
  ['processing', 3],
  ['step caption', 3],
  ['step thumbnail', 3],
  ['step playlist', 3],
]

let bench: KillBench
let belongings: Belongings
/** SHA-256 by row. */
const files = new Map<string, string>()
/** Videos that were there before, whose files are replaced one after the other. */
let olderVideos: string[] = []

beforeAll(async () => {
  bench = await KillBench.open(CHUNK_BYTES)
  const { control } = bench.demo
  control.setConfig({ finishMs: FINISH_MS })
  for (const path of STEPS) {
    for (const method of ['PUT', 'POST'])
      control.addFault({ match: { method, path, times: Infinity }, fault: { kind: 'delay', ms: STEP_MS } })
  }
  control.fill('demo', KILLS)
  olderVideos = (await control.videos()).map((video) => video.uuid)
  for (const uuid of olderVideos) await control.setState(uuid, PUBLISHED)
  belongings = await Belongings.open(bench.demo, bench.folder, createAttachmentsTable(bench.database))
}, 60_000)

afterAll(() => bench.close())

function addFile(): void {
  const title = `Clip ${String(files.size)}`
  const replaces = files.size % REPLACEMENT_EVERY === 0 ? olderVideos.pop() : undefined
  const bytes = randomInt(1_000, 150_000)
  if (replaces !== undefined) {
    const { id, sha256 } = bench.add({ bytes, title, replaces })
    files.set(id, sha256)
    return
  }
  const following = belongings.of(title)
  const { id, sha256 } = bench.add({ bytes, title, draft: following })
  belongings.insert(id, title, following)
  files.set(id, sha256)
}

async function killAtRandom(): Promise<void> {
  const child = bench.start(BYTES_PER_SECOND)
  if (randomInt(10) > 0) await new Promise((resolve) => child.stdout?.once('data', resolve))
  await delay(randomInt(LONGEST_LIFE_MS))
  await bench.kill(child)
}

async function killAt(phase: Phase, hits: Hits): Promise<void> {
  const child = bench.start(BYTES_PER_SECOND)
  const latest = Date.now() + LONGEST_AIM_MS
  while (!hits.now().has(phase) && Date.now() < latest) await delay(LOOK_MS)
  await bench.kill(child)
}

it(`brings every video whole and once, and what belongs to it, through ${String(KILLS)} SIGKILLs`, async () => {
  const { store, demo } = bench
  const hits = new Hits(store)
  for (let kills = 0; kills < KILLS; kills++) {
    while (store.idsInState(['queued', 'uploading', 'finishing']).length < FEWEST_WAITING) addFile()
    hits.look()
    const aim = kills % AIMED_EVERY === 0 ? (kills / AIMED_EVERY) % FEWEST_HITS.length : -1
    const [phase] = FEWEST_HITS[aim] ?? []
    if (phase === undefined) await killAtRandom()
    else await killAt(phase, hits)
    hits.count()
  }
  await bench.finish()

  process.stdout.write(`${String(files.size)} files, hit: ${String(hits)}\n`)
  // The signal has to have come in the middle of things, or this test tests nothing.
  for (const [phase, fewest] of FEWEST_HITS) expect(hits.of(phase), phase).toBeGreaterThanOrEqual(fewest)
  const videos = await demo.control.videos()
  // Those whose files nobody replaced have none.
  const hashes = videos.flatMap(({ sha256 }) => sha256 ?? [])
  expect(videos).toHaveLength(hashes.length + olderVideos.length)
  expect([...hashes].sort()).toEqual([...files.values()].sort())
  for (const [id, sha256] of files) {
    const record = store.find(id)
    expect(record?.state.name).toBe('published')
    expect(videos.find((video) => video.uuid === bench.videoOf(id))?.sha256).toBe(sha256)
    expect(record?.sha256).toBe(sha256)
  }
  await belongings.expectAllOnce((id) => bench.videoOf(id))
}, 600_000)
