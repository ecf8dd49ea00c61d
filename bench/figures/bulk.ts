import { join } from 'node:path'
import type { BulkResult } from '../programs/bulk'
import { freshFolder, removeFolder, type BenchContext } from '../support/context'
import { startDemo } from '../support/demo'
import { atMost, type Figure } from '../support/figure'
import { outputOf } from '../support/processes'

const VIDEOS = 1000
/** Requests in ten seconds that the instance allows: PeerTube's usual 50 would make it a matter of minutes. */
const ALLOWED = 1000
const WINDOW_S = 10
/** Each video is read, so that nothing is overwritten blindly, and changed. */
const LEAST_REQUESTS = 2 * VIDEOS

/** One change of a thousand videos, from the choice to the last answer, at the pace that the instance allows. */
export async function bulkFigures(context: BenchContext): Promise<Figure[]> {
  const limits = ['--rate-limit', String(ALLOWED)]
  const demo = await startDemo(context, ['--control', '--fill', String(VIDEOS), ...limits])
  const folder = freshFolder(context, 'bulk')
  try {
    const program = join(context.programs, 'bulk.cjs')
    const result = JSON.parse(await outputOf(process.execPath, [program, folder, demo.url])) as BulkResult
    const answer = await fetch(`${demo.url}/__control/requests`)
    const all = (await answer.json()) as { method: string; path: string; status: number }[]
    const requests = all.filter(({ path }) => path.startsWith('/api/v1/videos/')).length
    const refused = all.filter(({ status }) => status === 429).length
    if (result.done !== VIDEOS) throw new Error(`${String(result.done)} of ${String(VIDEOS)} were changed`)
    const seconds = result.runMs / 1000
    context.say(
      `bulk edit of ${String(VIDEOS)}: preview ${(result.planMs / 1000).toFixed(1)} s, run ${seconds.toFixed(1)} s, ` +
        `${String(requests)} requests, ${String(refused)} of them refused for their number`,
    )
    const least = (requests / ALLOWED) * WINDOW_S
    return [
      atMost('bulk edit of 1,000, requests / least', requests / LEAST_REQUESTS, 'ratio', 1.05),
      atMost('bulk edit of 1,000, seconds / what the rate limit allows', seconds / least, 'ratio', 1.5),
    ]
  } finally {
    await demo.stop()
    removeFolder(folder)
  }
}
