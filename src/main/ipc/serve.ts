import { AppError, ConnectionError, ServerError, type ErrorCode, type ErrorDetails } from '@shared/errors'
import { methods, type Envelope, type MethodName } from '@shared/ipc/contract'
import type { Handlers } from './handlers'

/** Where a call came from, as far as Electron tells. */
export interface Sender {
  /** URL of the frame that called; empty when the frame is gone. */
  frameUrl: string
  isMainFrame: boolean
  isLiveWindow: boolean
}

export interface ServeOptions {
  handlers: Handlers
  /** Origin of our own page, e.g. `app://longshore`. */
  ownOrigin: string
  /** Writes an unexpected error down and returns the id under which the log has it. */
  logUnexpected: (method: string, error: unknown) => string
}

export type Serve = (sender: Sender, name: unknown, input: unknown) => Promise<Envelope>

/**
 * The one door into main: checks who calls, that the method exists and that its input is of the contract's shape,
 * then calls the handler and answers an envelope. It never throws.
 */
export function createServe({ handlers, ownOrigin, logUnexpected }: ServeOptions): Serve {
  return async (sender, name, input) => {
    if (!isOwnPage(sender, ownOrigin)) return refusal('foreign-sender', 'this frame may not call')
    if (!isMethodName(name)) return refusal('invalid-input', 'there is no such method')
    const parsed = methods[name].input.safeParse(input)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const field = issue?.path.join('.') ?? ''
      return refusal('invalid-input', `${name}: ${field === '' ? 'input' : field}: ${issue?.message ?? ''}`, {
        field,
      })
    }
    try {
      // The contract ties each handler to its input; the compiler can't follow that through a variable name.
      const handler = handlers[name] as (value: unknown) => unknown
      return { ok: true, value: await handler(parsed.data) }
    } catch (error) {
      return failure(name, error, logUnexpected)
    }
  }
}

function isOwnPage(sender: Sender, ownOrigin: string): boolean {
  return sender.isMainFrame && sender.isLiveWindow && sender.frameUrl.startsWith(`${ownOrigin}/`)
}

function isMethodName(name: unknown): name is MethodName {
  return typeof name === 'string' && Object.hasOwn(methods, name)
}

function refusal(code: ErrorCode, message: string, details: ErrorDetails = {}): Envelope {
  return { ok: false, error: { code, message, details } }
}

function failure(method: string, error: unknown, logUnexpected: ServeOptions['logUnexpected']): Envelope {
  if (error instanceof AppError) return refusal(error.code, error.message, error.details)
  if (error instanceof ConnectionError) {
    const code = error.failure === 'offline' ? 'offline' : 'instance-unreachable'
    return refusal(code, error.message, { failure: error.failure })
  }
  if (error instanceof ServerError) {
    const { status, code, detail } = error.answer
    return refusal(status === 429 ? 'rate-limited' : 'server-refused', error.message, {
      status,
      serverCode: code,
      detail,
    })
  }
  const logId = logUnexpected(method, error)
  return refusal('internal', `unexpected error, see ${logId} in the log`, { logId })
}
