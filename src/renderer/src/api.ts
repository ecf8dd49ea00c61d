import { AppError, ERROR_CODES, type ErrorCode } from '@shared/errors'
import type { Envelope, EventName, EventPayload, MethodInput, MethodOutput } from '@shared/ipc/contract'
import { toRaw } from 'vue'
import type { LongshoreBridge, PageMethodName } from '../../preload/bridge'

declare global {
  interface Window {
    longshore: LongshoreBridge
  }
}

const knownCodes: ReadonlySet<string> = new Set(ERROR_CODES)

function isErrorCode(code: string): code is ErrorCode {
  return knownCodes.has(code)
}

/** The value of an answer; throws AppError when the answer is a refusal. */
export function unwrap(envelope: Envelope): unknown {
  if (envelope.ok) return envelope.value
  const { code, message, details } = envelope.error
  throw new AppError(isErrorCode(code) ? code : 'internal', message, details)
}

/** A copy without Vue's proxies, which the context bridge cannot clone. Binary data stays as it is. */
export function toPlain(value: unknown): unknown {
  const raw: unknown = toRaw(value)
  if (Array.isArray(raw)) return raw.map(toPlain)
  if (raw === null || typeof raw !== 'object' || Object.getPrototypeOf(raw) !== Object.prototype) return raw
  return Object.fromEntries(Object.entries(raw).map(([key, inner]) => [key, toPlain(inner)]))
}

/**
 * What the window can ask of main and be told by it. Every call resolves to the method's value or throws AppError.
 * The answers were checked by main against the contract, hence the casts.
 */
export const api = {
  async call<Name extends PageMethodName>(name: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>> {
    const envelope = await window.longshore.call(name, toPlain(input) as MethodInput<Name>)
    return unwrap(envelope) as MethodOutput<Name>
  },

  /** Returns the unsubscribe function. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void {
    return window.longshore.on(name, listener)
  },

  /** Dropped, pasted or chosen files of one account; progress comes as `intake.progressed`. */
  async addFiles(accountId: string, files: readonly File[]): Promise<{ intakeId: string }> {
    return unwrap(await window.longshore.addFiles(accountId, files)) as { intakeId: string }
  },

  /** Captions and pictures dropped on one draft; the names of those that were neither come back. */
  async attachFiles(uploadId: string, files: readonly File[]): Promise<{ refused: string[] }> {
    return unwrap(await window.longshore.attachFiles(uploadId, files)) as { refused: string[] }
  },

  /** Caption files dropped on videos of the library, laid to them by their names. */
  async dropCaptions(
    videos: readonly { accountId: string; uuid: string }[],
    files: readonly File[],
  ): Promise<MethodOutput<'captions.openPaths'>> {
    const plain = toPlain(videos) as { accountId: string; uuid: string }[]
    return unwrap(await window.longshore.dropCaptions(plain, files)) as MethodOutput<'captions.openPaths'>
  },
}

/** Anything that was thrown, as an AppError. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('internal', error instanceof Error ? error.message : String(error))
}
