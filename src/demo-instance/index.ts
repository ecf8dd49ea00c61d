import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { addFirstUsers, demoUsers } from './accounts'
import { createApp } from './app'
import { Connections } from './connections'
import { DemoContext } from './context'
import { DemoControl } from './control'
import { controlHandler, isControlRequest } from './control-http'
import { FaultQueue } from './faults'
import { LiveSocket } from './live/live-socket'
import { settingsFrom } from './options'
import type { DemoInstanceOptions } from './options'
import { RequestLog } from './request-log'
import { createUploadx, purgeUploads } from './resumable'
import { Store } from './store'

export type { NewUser } from './accounts'
export type { DemoControl, StoredVideo } from './control'
export type { Fault, FaultMatch, FaultRule } from './faults'
export type { DemoInstanceOptions, DemoLiveSettings, DemoSettings, DemoVersion, RateLimit } from './options'
export type { LoggedRequest, UploadStatistics } from './request-log'

export interface DemoInstance {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string
  port: number
  /** Who can sign in on a fresh data folder. */
  users: typeof demoUsers
  control: DemoControl
  /** Cuts what is open, writes what is pending and ends; a second call waits for the first. */
  close(): Promise<void>
}

/** How often idle upload sessions are looked for. */
const PURGE_CHECK_MS = 60_000

/** Starts a small PeerTube-compatible instance on loopback. Rejects when the port or the folder cannot be used. */
export async function startDemoInstance(options: DemoInstanceOptions): Promise<DemoInstance> {
  // PeerTube empties its temp folder at every start: open uploads do not survive.
  rmSync(join(options.dataDir, 'tmp'), { recursive: true, force: true })
  const store = new Store(options.dataDir)
  const context = new DemoContext(
    options.version ?? '6.3.0',
    settingsFrom(options),
    store,
    new FaultQueue(),
    new RequestLog(),
    options.control ?? false,
  )
  addFirstUsers(context)
  await store.commit()
  context.uploadx = createUploadx(context)

  const server = createServer()
  const connections = new Connections(server)
  const control = new DemoControl(
    context,
    () => {
      connections.cutAll()
    },
    {
      tell: (videoId, event) => {
        liveSocket.tell(videoId, event)
      },
      followers: (videoId) => liveSocket.followers(videoId),
    },
  )
  server.on('request', requestListener(context, control, connections))
  // It takes its own path from the listener above, so it comes after it.
  const liveSocket = new LiveSocket(server, context)
  const port = await listen(server, options.port ?? 0)
  context.host = `127.0.0.1:${String(port)}`
  const purge = setInterval(() => {
    purgeUploads(context, context.settings.purgeIntervalMs).catch(() => undefined)
  }, PURGE_CHECK_MS)
  purge.unref()

  const close = async (): Promise<void> => {
    clearInterval(purge)
    liveSocket.close()
    await closeServer(server)
    await store.commit()
  }
  let closing: Promise<void> | null = null
  return { url: context.origin, port, users: demoUsers, control, close: () => (closing ??= close()) }
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** The way of a request: control interface, then faults and log, then the instance itself. */
function requestListener(context: DemoContext, control: DemoControl, connections: Connections): Listener {
  const app = createApp(context)
  const handleControl = controlHandler(control)
  return (request, response) => {
    if (context.controlEnabled && isControlRequest(request)) {
      connections.spare(request.socket)
      void handleControl(request, response)
      return
    }
    if (context.offline) {
      request.socket.destroy()
      return
    }
    context.log.watch(request, response)
    context.faults.apply(request, response, () => {
      app(request, response)
    })
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error === undefined) resolve()
      else reject(error)
    })
    server.closeAllConnections()
  })
}
