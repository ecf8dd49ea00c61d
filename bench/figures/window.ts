import { join } from 'node:path'
import { freshFolder, removeFolder, type BenchContext } from '../support/context'
import { startDemo } from '../support/demo'
import { HookedElectron } from '../support/electron'
import { atMost, type Figure } from '../support/figure'
import { median } from '../support/numbers'
import { makeProfile } from '../support/profile'

const ROUNDS = 9
const SAMPLES = ['Harbour at dawn.mp4', 'lighthouse_tour.mp4', 'tide-tables.webm']

type Marks = Record<string, number>

/** Milliseconds from the start of the process until each step. */
async function openOnce(context: BenchContext, what: 'app' | 'bare', profile: string): Promise<Marks> {
  const electron = await HookedElectron.open(context, what, profile)
  await electron.close()
  return electron.marks
}

const usable = (marks: Marks): number => marks['usable'] ?? Number.NaN

/** The median of each step. */
function timeline(turns: readonly Marks[]): string {
  const steps = Object.keys(turns[0] ?? {})
  return steps
    .map((step) => `${step} ${median(turns.map((marks) => marks[step] ?? Number.NaN)).toFixed(0)}`)
    .join(', ')
}

/**
 * From the start of the process until the window is shown and the page can be used: in the app, "Add videos" and the
 * rows of the queue; in a bare window, its one button.
 */
export async function windowFigures(context: BenchContext): Promise<Figure[]> {
  const demo = await startDemo(context)
  const files = SAMPLES.map((name) => join(context.root, 'samples', name))
  const { folder } = await makeProfile(context, demo.url, files)
  const bareFolder = freshFolder(context, 'bare')
  // The first start of each makes its caches.
  await openOnce(context, 'bare', bareFolder)
  await openOnce(context, 'app', folder)
  const turns: { bare: Marks; app: Marks }[] = []
  while (turns.length < ROUNDS) {
    const bare = await openOnce(context, 'bare', bareFolder)
    const app = await openOnce(context, 'app', folder)
    turns.push({ bare, app })
    context.say(`window ${turns.length}/${ROUNDS}: bare ${usable(bare)} ms, app ${usable(app)} ms`)
  }
  context.say(`bare window, ms: ${timeline(turns.map(({ bare }) => bare))}`)
  context.say(`app, ms: ${timeline(turns.map(({ app }) => app))}`)
  for (const used of [folder, bareFolder]) removeFolder(used)
  await demo.stop()
  return [
    atMost(
      'first usable window',
      median(turns.map(({ bare, app }) => usable(app) / usable(bare))),
      'times a bare window',
      1.6,
    ),
  ]
}
