// Copies the library of a demo instance, changes every title in one batch and waits for the end; writes one line of
// JSON. Arguments: profile folder, URL of the demo instance.

import { EMPTY_FILTER } from '@shared/library/library'
import type { Batch } from '@shared/library/batch'
import { startNodeApp, type NodeApp } from './node-app'

export interface BulkResult {
  done: number
  planMs: number
  runMs: number
}

function copied({ longshore, on }: NodeApp): Promise<number> {
  return new Promise((resolve, reject) => {
    on('library.synced', ({ state, read, error }) => {
      if (state === 'done') resolve(read)
      if (state === 'failed') reject(new Error(`the sync failed: ${String(error)}`))
    })
    longshore.library.sync(null)
  })
}

function batchWhere({ on }: NodeApp, holds: (batch: Batch) => boolean): Promise<Batch> {
  return new Promise((resolve) => {
    on('library.batchChanged', (batch) => {
      if (holds(batch)) resolve(batch)
    })
  })
}

async function main(): Promise<BulkResult> {
  const [folder = '', demoUrl = ''] = process.argv.slice(2)
  const app = await startNodeApp(folder, demoUrl)
  const { handlers } = app.longshore
  const total = await copied(app)
  const start = performance.now()
  const planned = batchWhere(app, ({ progress }) => progress === null)
  const { batchId } = await handlers['library.planEdit']({
    selection: {
      filter: EMPTY_FILTER,
      sort: { column: 'createdAt', descending: false },
      spans: [{ from: 0, to: total - 1 }],
      total,
      videos: [],
    },
    edit: {
      changes: [{ field: 'title', change: { how: 'set', text: 'Part {n:4}' } }],
      firstNumber: 1,
      numberStep: 1,
      timeZone: 'UTC',
    },
    label: '',
  })
  await planned
  const planMs = performance.now() - start
  const ended = batchWhere(app, ({ counts }) => counts.done + counts.failed + counts.conflict === total)
  await handlers['library.runBatch']({ batchId })
  const { counts } = await ended
  const runMs = performance.now() - start - planMs
  await app.longshore.shutdown()
  return { done: counts.done, planMs, runMs }
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
