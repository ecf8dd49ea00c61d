import { join } from 'node:path'
import type { LibraryResult } from '../programs/library'
import { freshFolder, removeFolder, type BenchContext } from '../support/context'
import { fetchPages, signInByHand, startDemo } from '../support/demo'
import { atMost, type Figure } from '../support/figure'
import { MIB } from '../support/numbers'
import { outputOf } from '../support/processes'

const SIZES = [1000, 10_000, 100_000]
const PAGE = 100
/** The size at which the copying is judged. */
const SYNCED = 10_000

interface Measured extends LibraryResult {
  /** All that the instance was asked while the library was copied. */
  requests: number
  /** How often the time of a loop that only fetches the same pages. */
  timesBare: number
}

async function measure(context: BenchContext, size: number): Promise<Measured> {
  const demo = await startDemo(context, ['--control', '--fill', String(size)])
  const folder = freshFolder(context, 'library')
  try {
    const session = await signInByHand(demo)
    const before = await fetchPages(demo, session, size)
    const program = join(context.programs, 'library.cjs')
    const result = JSON.parse(await outputOf(process.execPath, [program, folder, demo.url])) as LibraryResult
    const answer = await fetch(`${demo.url}/__control/requests`)
    const all = (await answer.json()) as { path: string; startedAtMs: number }[]
    const { beganAt, endedAt } = result
    const requests = all.filter(
      ({ path, startedAtMs }) =>
        startedAtMs >= beganAt && startedAtMs <= endedAt && !path.startsWith('/__control/'),
    ).length
    const after = await fetchPages(demo, session, size)
    return { ...result, requests, timesBare: result.syncMs / ((before + after) / 2) }
  } finally {
    await demo.stop()
    removeFolder(folder)
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The first copy of a library, and searches in it as they are typed. */
export async function libraryFigures(context: BenchContext): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const size of SIZES) {
    const { videos, syncMs, timesBare, requests, searches, grownBytes } = await measure(context, size)
    if (videos !== size) throw new Error(`${videos} of ${size} videos were copied`)
    const p95 = percentile(searches, 0.95)
    context.say(
      `library of ${size}: ${requests} requests, ${(syncMs / 1000).toFixed(1)} s, ` +
        `${timesBare.toFixed(1)} times a bare loop, grew by ${(grownBytes / MIB).toFixed(0)} MiB; search p50 ${percentile(searches, 0.5).toFixed(1)} p95 ${p95.toFixed(1)} ms`,
    )
    if (size === SYNCED) {
      figures.push(
        atMost('sync of 10,000 videos, requests / least', requests / (size / PAGE), 'ratio', 1.05),
        atMost('sync of 10,000 videos, seconds', timesBare, 'times a bare loop', 3),
        atMost('memory above idle, sync of 10,000 videos', grownBytes / MIB, 'MiB', 64),
      )
    }
    figures.push(atMost(`search p95, ${size.toLocaleString('en')} videos`, p95, 'ms', 50))
  }
  return figures
}
