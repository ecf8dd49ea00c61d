// Runs every benchmark, or those named on the command line, prints the table and writes bench-output/results.json.

import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { bulkFigures } from './figures/bulk'
import { eventLoopFigures } from './figures/event-loop'
import { intakeFigures } from './figures/intake'
import { libraryFigures } from './figures/library'
import { scrollFigures } from './figures/scroll'
import { windowFigures } from './figures/window'
import { uploadFigures } from './figures/upload'
import { createWorkspace, type BenchContext } from './support/context'
import { table, type Figure } from './support/figure'

const BENCHMARKS: Record<string, (context: BenchContext) => Promise<Figure[]>> = {
  upload: uploadFigures,
  intake: intakeFigures,
  window: windowFigures,
  'event-loop': eventLoopFigures,
  library: libraryFigures,
  scroll: scrollFigures,
  bulk: bulkFigures,
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function main(): Promise<void> {
  const root = process.env['LONGSHORE_BENCH_ROOT'] ?? process.cwd()
  const context: BenchContext = {
    root,
    programs: __dirname,
    electron: process.env['LONGSHORE_BENCH_ELECTRON'] ?? '',
    electronFlags: JSON.parse(process.env['LONGSHORE_BENCH_FLAGS'] ?? '[]') as string[],
    workspace: createWorkspace(),
    say,
  }
  const wanted = process.argv.slice(2)
  const names = wanted.length === 0 ? Object.keys(BENCHMARKS) : wanted
  say(`${cpus().length} processors, load ${(loadavg()[0] ?? 0).toFixed(1)}; files in ${context.workspace}`)
  const figures: Figure[] = []
  for (const name of names) {
    const measure = BENCHMARKS[name]
    if (measure === undefined)
      throw new Error(`Unknown benchmark ${name}: ${Object.keys(BENCHMARKS).join(', ')}`)
    figures.push(...(await measure(context)))
  }
  mkdirSync(join(root, 'bench-output'), { recursive: true })
  writeFileSync(join(root, 'bench-output', 'results.json'), `${JSON.stringify({ figures }, null, 2)}\n`)
  say(`\n${table(figures)}`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
})
