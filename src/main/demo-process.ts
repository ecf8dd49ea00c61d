import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { startDemoInstance, type DemoInstance } from '../demo-instance'

/** The demo instance as a process of its own: one message in (where its data is), one out (where it listens). */
const orderSchema = z.object({ folder: z.string().min(1) })

/** It asks for the port of last time, so that links to its videos stay good; any other is fine as well. */
async function start(folder: string): Promise<DemoInstance> {
  mkdirSync(folder, { recursive: true })
  const portFile = join(folder, 'port')
  const lastPort = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0
  const wanted = Number.isInteger(lastPort) && lastPort > 1023 && lastPort < 65_536 ? lastPort : 0
  const demo = await startDemoInstance({ dataDir: folder, port: wanted }).catch(() =>
    startDemoInstance({ dataDir: folder, port: 0 }),
  )
  writeFileSync(portFile, String(demo.port))
  return demo
}

process.parentPort.once('message', ({ data }: { data: unknown }) => {
  start(orderSchema.parse(data).folder).then(
    (demo) => {
      const { username, password } = demo.users.demo
      process.parentPort.postMessage({ url: demo.url, username, password })
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      process.exit(1)
    },
  )
})
