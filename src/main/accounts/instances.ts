import { AgentPool } from '../peertube/agents'
import { Api } from '../peertube/api'
import { Pacer } from '../peertube/pacing'
import type { Clock } from '../uploads/ports'
import { TokenEndpoint } from './token-endpoint'

/** What all accounts of one instance share: its connections, its turnstile, its OAuth client. */
export interface Instance {
  api: Api
  tokens: TokenEndpoint
}

export class Instances {
  private readonly pool = new AgentPool()
  private readonly known = new Map<string, Instance>()

  constructor(
    private readonly clock: Clock,
    private readonly userAgent: string,
  ) {}

  at(origin: string): Instance {
    const known = this.known.get(origin)
    if (known !== undefined) return known
    const { clock, pool, userAgent } = this
    const api = new Api({ origin, pool, clock, userAgent, pacer: new Pacer(clock) })
    const instance = { api, tokens: new TokenEndpoint(api) }
    this.known.set(origin, instance)
    return instance
  }

  dropIdleConnections(): void {
    this.pool.dropIdle()
  }

  /** Ends every connection. */
  close(): void {
    this.pool.close()
  }
}
