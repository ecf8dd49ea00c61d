import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IntakeTurn } from '../programs/intake'
import { freshFolder, removeFolder, type BenchContext } from '../support/context'
import { startDemo } from '../support/demo'
import { atMost, type Figure } from '../support/figure'
import { median } from '../support/numbers'
import { outputOf } from '../support/processes'

const ROUNDS = 7
const FEW = 1000
const MANY = 10_000

/** Files as a camera makes them, each with a size of its own; holes, so that they take no room. */
function makeFiles(context: BenchContext, count: number): string {
  const folder = freshFolder(context, 'clips')
  for (let index = 0; index < count; index += 1) {
    const path = join(folder, `clip ${index}.mp4`)
    writeFileSync(path, '')
    truncateSync(path, 1_000_000 + index)
  }
  return folder
}

/** The turns of a round over one folder, as one. */
const together = (turns: readonly IntakeTurn[]): IntakeTurn =>
  turns.reduce((sum, turn) => ({
    files: sum.files + turn.files,
    statMs: sum.statMs + turn.statMs,
    addMs: sum.addMs + turn.addMs,
    cpuMs: sum.cpuMs + turn.cpuMs,
  }))

const describe = ({ files, addMs, statMs, cpuMs }: IntakeTurn): string =>
  `${files} files ${addMs.toFixed(0)} ms, stat ${statMs.toFixed(0)} ms, ` +
  `${((cpuMs / files) * 1000).toFixed(0)} us of processor each`

const perFile = (turn: IntakeTurn): number => turn.cpuMs / turn.files

/**
 * Many files added to the queue: elapsed time against the loop; per file, processor time, since what the window is told
 * follows in portions.
 */
export async function intakeFigures(context: BenchContext): Promise<Figure[]> {
  const demo = await startDemo(context)
  const folders = [makeFiles(context, FEW), makeFiles(context, MANY)]
  const profile = freshFolder(context, 'profile')
  const args = [join(context.programs, 'intake.cjs'), profile, demo.url, String(ROUNDS), ...folders]
  const measured = JSON.parse(await outputOf(process.execPath, args)) as [IntakeTurn[], IntakeTurn[]][]
  const rounds = measured.map(([few, many]) => [together(few), together(many)] as const)
  for (const folder of [...folders, profile]) removeFolder(folder)
  await demo.stop()
  for (const [few, many] of rounds) {
    context.say(`intake: ${describe(many)}; by the thousand ${describe(few)}`)
  }
  const againstStat = median(rounds.map(([, many]) => many.addMs / many.statMs))
  const growth = median(rounds.map(([few, many]) => perFile(many) / perFile(few)))
  return [
    atMost('10,000 files into the queue', againstStat, 'times a loop of stat', 3),
    atMost('per file, 10,000 against 1,000', growth, 'times', 1.2),
  ]
}
