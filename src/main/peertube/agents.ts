import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { AppError } from '@shared/errors'

/** Enough for the largest number of parallel uploads to one instance, with room for what the person asks. */
const MAX_SOCKETS = 16
const KEEP_ALIVE_PROBE_MS = 15_000
/** An idle connection older than this may have been forgotten by a router on the way. */
const IDLE_MS = 30_000

/** One keep-alive agent per instance: an idle connection is used again, and never for another origin. */
export class AgentPool {
  private readonly agents = new Map<string, HttpAgent>()
  private isClosed = false

  /** Throws `cancelled` after `close`. */
  agentFor(url: URL): HttpAgent {
    if (this.isClosed) throw new AppError('cancelled', 'connections are closed')
    const known = this.agents.get(url.origin)
    if (known !== undefined) return known
    const options = {
      keepAlive: true,
      keepAliveMsecs: KEEP_ALIVE_PROBE_MS,
      maxSockets: MAX_SOCKETS,
      maxFreeSockets: 4,
      timeout: IDLE_MS,
    }
    const agent = url.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options)
    this.agents.set(url.origin, agent)
    return agent
  }

  /** After sleep, or in another network, idle connections lead nowhere: a request over one would wait for nothing. */
  dropIdle(): void {
    for (const agent of this.agents.values()) {
      for (const sockets of Object.values(agent.freeSockets)) sockets?.forEach((socket) => socket.destroy())
    }
  }

  /** Ends every connection, busy ones included, for good. */
  close(): void {
    this.isClosed = true
    for (const agent of this.agents.values()) agent.destroy()
    this.agents.clear()
  }
}
