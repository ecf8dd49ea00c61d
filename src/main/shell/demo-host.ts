import { utilityProcess, type UtilityProcess } from 'electron'
import { join } from 'node:path'
import { z } from 'zod'
import { programsFolder } from './programs-folder'

export interface RunningDemo {
  url: string
  username: string
  password: string
}

const readySchema = z.object({ url: z.url(), username: z.string(), password: z.string() })

const START_LIMIT_MS = 20_000

/**
 * Runs the demo instance in a process of its own, on loopback, with its data in `folder`. Started when it is first
 * needed; ends with the app.
 */
export function createDemoHost(folder: string, log: (message: string) => void) {
  let running: Promise<RunningDemo> | null = null
  let child: UtilityProcess | null = null

  const start = (): Promise<RunningDemo> =>
    new Promise((resolve, reject) => {
      const started = utilityProcess.fork(join(programsFolder, 'demo-process.js'), [], {
        serviceName: 'demo instance',
      })
      child = started
      const timer = setTimeout(() => {
        reject(new Error('the demo instance did not start in time'))
        started.kill()
      }, START_LIMIT_MS)
      started.once('message', (message: unknown) => {
        clearTimeout(timer)
        resolve(readySchema.parse(message))
      })
      started.once('exit', (code) => {
        clearTimeout(timer)
        log(`the demo instance ended with ${String(code)}`)
        running = null
        child = null
        reject(new Error('the demo instance ended'))
      })
      started.once('spawn', () => {
        started.postMessage({ folder })
      })
    })

  return {
    /** Single flight; a demo instance that ended is started again. */
    ensure(): Promise<RunningDemo> {
      running ??= start().catch((error: unknown) => {
        running = null
        throw error
      })
      return running
    },
    stop(): void {
      child?.kill()
    },
  }
}
