import type { AccountChoices, InstanceLimits } from '@shared/accounts/choices'
import { AppError, ConnectionError, ServerError } from '@shared/errors'
import type { Priority } from '../peertube/pacing'
import type { ChoicesTable } from '../storage/choices-table'
import type { Clock, Connectivity } from '../uploads/ports'
import type { Directory } from './directory'
import { fetchChoices, type Asked } from './fetch-choices'
import type { LiveAccount } from './live-account'
import { connectionAppError } from './sign-in-errors'

const TIMEOUT_MS = 60_000
/** What the server said this long ago is asked for again when somebody looks. */
const FRESH_MS = 10 * 60_000

export interface ChoicesDeps {
  table: ChoicesTable
  clock: Clock
  connectivity: Connectivity
  directory: () => Directory
}

/** What each account's server offers: from memory, from the server, or from the local copy, in this order. */
export class ChoicesBook {
  private readonly copies = new Map<string, AccountChoices>()
  private readonly asking = new Map<string, Promise<AccountChoices>>()

  constructor(private readonly deps: ChoicesDeps) {}

  /**
   * `refresh`: ask the server even if it was asked just now. Falls back to the local copy while the instance can't be
   * asked; without one rejects with `offline`, `instance-unreachable`, `instance-tls`, `signed-out`, `server-refused`.
   */
  async get(account: LiveAccount, refresh: boolean, priority: Priority = 'person'): Promise<AccountChoices> {
    const stored = this.copy(account.id)
    if (stored !== null && !refresh && this.isFresh(stored)) return stored
    if (stored !== null && !refresh && (!this.deps.connectivity.online || !account.isSignedIn)) return stored
    try {
      return await this.ask(account, priority)
    } catch (error) {
      if (stored !== null && isPassing(error)) return stored
      throw asAppError(error, account)
    }
  }

  /** What was last known, however old, without asking anybody. */
  copy(accountId: string): AccountChoices | null {
    const known = this.copies.get(accountId) ?? this.deps.table.find(accountId)
    if (known !== null) this.copies.set(accountId, known)
    return known
  }

  /** For the engine: any copy will do, however old. */
  async limits(account: LiveAccount): Promise<InstanceLimits> {
    return (this.copy(account.id) ?? (await this.get(account, false, 'background'))).limits
  }

  forget(accountId: string): void {
    this.copies.delete(accountId)
  }

  /** Not so when the clock was set back: the copy then seems to come from the future. */
  private isFresh({ fetchedAt }: AccountChoices): boolean {
    const ageMs = this.deps.clock.now() - fetchedAt
    return ageMs >= 0 && ageMs < FRESH_MS
  }

  private ask(account: LiveAccount, priority: Priority): Promise<AccountChoices> {
    const running = this.asking.get(account.id)
    if (running !== undefined) return running
    const asked = this.fetch(account, priority).finally(() => {
      this.asking.delete(account.id)
    })
    this.asking.set(account.id, asked)
    return asked
  }

  private async fetch(account: LiveAccount, priority: Priority): Promise<AccountChoices> {
    const timeout = new AbortController()
    const cancel = this.deps.clock.schedule(TIMEOUT_MS, () => {
      timeout.abort(new ConnectionError('timeout', 'choices'))
    })
    try {
      const asked = await fetchChoices(account, { signal: timeout.signal, priority }, this.deps.clock.now())
      this.keep(account, asked)
      return asked.choices
    } finally {
      cancel()
    }
  }

  private keep(account: LiveAccount, { choices, person }: Asked): void {
    // Removed while the server was asked.
    if (this.deps.directory().find(account.id) !== account) return
    this.deps.table.put(account.id, choices)
    this.copies.set(account.id, choices)
    this.deps.directory().change(account, person)
  }
}

/** Whether a copy may stand in for what could not be asked. */
function isPassing(error: unknown): boolean {
  if (error instanceof ConnectionError) return true
  if (error instanceof AppError) return error.code === 'rate-limited'
  if (!(error instanceof ServerError)) return false
  const { status } = error.answer
  return status === 401 || status === 429 || status >= 500
}

function asAppError(error: unknown, account: LiveAccount): unknown {
  const { host } = account.view
  if (error instanceof ConnectionError) return connectionAppError(error, host)
  if (!(error instanceof ServerError)) return error
  const { status, detail } = error.answer
  const code = status === 401 ? 'signed-out' : status === 429 ? 'rate-limited' : 'server-refused'
  return new AppError(code, error.message, { host, status, detail }, { cause: error })
}
