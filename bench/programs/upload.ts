// Uploads one file with the app in plain Node, in a process of its own, and writes one line of JSON: how long it took
// and how far its memory grew. Arguments: profile folder, URL of the demo instance, `on` or `off` (checksums), file.

import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { addToQueue, startNodeApp, type NodeApp } from './node-app'

export interface UploadResult {
  ms: number
  /** Memory when nothing went on, and the most of it from then to the receipt, in bytes. */
  idleBytes: number
  peakBytes: number
}

/** Time for what the start left behind to be cleared away. */
const SETTLE_MS = 1000

function ownStatus(name: string): number {
  const line = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(line?.[1] ?? Number.NaN) * 1024
}

/** Linux counts the peak anew from here; elsewhere it is that of the whole life, which is never less. */
function startOfPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5')
}

function peak(): number {
  return process.platform === 'linux' ? ownStatus('VmHWM') : process.resourceUsage().maxRSS * 1024
}

/** Resolves when the upload has its receipt, which is after the file was read once more. */
function receiptOf({ longshore, on }: NodeApp, id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    on('uploads.changed', ({ upserts }) => {
      const state = upserts.find((row) => row.id === id)?.state.name
      if (state === 'failed' || state === 'blocked') reject(new Error(`the upload is ${state}`))
    })
    on('receipts.changed', () => {
      void Promise.resolve(longshore.handlers['receipts.list']({ after: 0, limit: 1 })).then(
        ({ receipts }) => {
          if (receipts[0]?.publishedAt != null) resolve()
        },
      )
    })
  })
}

async function main(): Promise<UploadResult> {
  const [folder = '', demoUrl = '', checksums = '', file = ''] = process.argv.slice(2)
  const app = await startNodeApp(folder, demoUrl)
  const { longshore } = app
  await longshore.handlers['settings.set']({ checksums: checksums === 'on' })
  await delay(SETTLE_MS)
  startOfPeak()
  const idleBytes = process.memoryUsage.rss()
  const [id = ''] = await addToQueue(app, [file])
  const hasReceipt = receiptOf(app, id)
  const submittedAt = Date.now()
  const { refused } = await longshore.handlers['uploads.submit']({ ids: [id] })
  if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(longshore.uploads.row(id)?.problems)}`)
  await hasReceipt
  const { receipts } = await longshore.handlers['receipts.list']({ after: 0, limit: 1 })
  const ms = Date.parse(receipts[0]?.uploadedAt ?? '') - submittedAt
  const peakBytes = peak()
  await longshore.shutdown()
  return { ms, idleBytes, peakBytes }
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
