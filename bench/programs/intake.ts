// Adds the files of folders to the queue of an app in plain Node, against a bare loop of `stat` over the same files, in
// turns, and writes one line of JSON. Arguments: profile folder, URL of the demo instance, rounds, folders. In a round
// each folder is added so often that all have as many files together: what else happens meanwhile is a part of each.

import { readdirSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { addToQueue, startNodeApp, type NodeApp } from './node-app'

/** One turn over one folder. */
export interface IntakeTurn {
  files: number
  /** Elapsed milliseconds: the loop, and from the drop until the last row is on the disk. */
  statMs: number
  addMs: number
  /** Processor time from the drop until the window has been told of every row. */
  cpuMs: number
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function statAll(paths: readonly string[]): Promise<void> {
  for (const path of paths) await stat(path)
}

async function turn(app: NodeApp, folder: string): Promise<IntakeTurn> {
  const paths = readdirSync(folder).map((name) => join(folder, name))
  const statMs = await millisecondsOf(() => statAll(paths))
  const before = process.cpuUsage()
  const told = untilTold(app, paths.length)
  let ids: string[] = []
  const addMs = await millisecondsOf(async () => {
    ids = await addToQueue(app, [folder])
  })
  if (ids.length !== paths.length) throw new Error(`${ids.length} of ${paths.length} files were added`)
  await told
  const { user, system } = process.cpuUsage(before)
  await app.longshore.handlers['uploads.remove']({ ids })
  return { files: paths.length, statMs, addMs, cpuMs: (user + system) / 1000 }
}

/** Resolves when so many rows were told to the window. */
function untilTold({ on }: NodeApp, count: number): Promise<void> {
  let told = 0
  return new Promise((resolve) => {
    on('uploads.changed', ({ upserts }) => {
      told += upserts.length
      if (told >= count) resolve()
    })
  })
}

async function main(): Promise<IntakeTurn[][][]> {
  const [profile = '', demoUrl = '', rounds = '', ...folders] = process.argv.slice(2)
  const app = await startNodeApp(profile, demoUrl)
  const counts = folders.map((folder) => readdirSync(folder).length)
  const measured: IntakeTurn[][][] = []
  // The first round warms up both sides.
  for (let round = 0; round <= Number(rounds); round += 1) {
    const turns: IntakeTurn[][] = folders.map(() => [])
    for (const [index, folder] of folders.entries()) {
      const times = Math.round(Math.max(...counts) / (counts[index] ?? 1))
      for (let time = 0; time < times; time += 1) turns[index]?.push(await turn(app, folder))
    }
    if (round > 0) measured.push(turns)
  }
  await app.longshore.shutdown()
  return measured
}

main().then(
  (measured) => {
    process.stdout.write(`${JSON.stringify(measured)}\n`)
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`)
    process.exit(1)
  },
)
