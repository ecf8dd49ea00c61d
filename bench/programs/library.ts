// Copies the library of a demo instance with the app in plain Node and searches it as somebody types; writes one line
// of JSON. Arguments: profile folder, URL of the demo instance.

import { EMPTY_FILTER } from '@shared/library/library'
import { startNodeApp, type NodeApp } from './node-app'
import { writeSpokenWords } from './spoken-words'

export interface LibraryResult {
  videos: number
  /** Epoch milliseconds. */
  beganAt: number
  endedAt: number
  syncMs: number
  /** Milliseconds of each search. */
  searches: number[]
  /** The most memory while it was copied, over what there was before, in bytes. */
  grownBytes: number
}

/** Typed letter by letter, as a person does. */
const TYPED = [
  'lighthouse tour',
  'café',
  'harbour timelapse',
  'brest 12',
  'bergen',
  'music sea',
  'überfahrt',
  'zither',
]
const ROUNDS = 3
const LOOK_EVERY_MS = 50

function copied({ longshore, on }: NodeApp): Promise<number> {
  return new Promise((resolve, reject) => {
    on('library.synced', ({ state, read, error }) => {
      if (state === 'done') resolve(read)
      if (state === 'failed') reject(new Error(`the sync failed: ${String(error)}`))
    })
    longshore.library.sync(null)
  })
}

async function search({ longshore }: NodeApp, typed: string): Promise<number> {
  const filter = { ...EMPTY_FILTER, search: typed }
  const sort = { column: 'match', descending: true } as const
  const start = performance.now()
  await longshore.handlers['library.page']({ filter, sort, offset: 0, limit: 100 })
  return performance.now() - start
}

async function main(): Promise<LibraryResult> {
  const [folder = '', demoUrl = ''] = process.argv.slice(2)
  const app = await startNodeApp(folder, demoUrl)
  const before = process.memoryUsage.rss()
  let most = before
  const looking = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), LOOK_EVERY_MS)
  const beganAt = Date.now()
  const start = performance.now()
  const videos = await copied(app)
  const syncMs = performance.now() - start
  const endedAt = Date.now()
  clearInterval(looking)
  writeSpokenWords(folder)
  await search(app, 'first')
  const searches: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const text of TYPED) {
      // Each round looks anew: what was asked before is remembered for a while.
      for (let end = 1; end <= text.length; end++) searches.push(await search(app, text.slice(0, end)))
    }
  }
  await app.longshore.shutdown()
  return { videos, beganAt, endedAt, syncMs, searches, grownBytes: most - before }
}

main().then(
  (result) => {
    process.stdout.write(`${JSON.stringify(result)}\n`)
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`)
    process.exit(1)
  },
)
