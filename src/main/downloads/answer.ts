import { AppError, ConnectionError, ServerError } from '@shared/errors'
import { isMediaType } from '../media/media-type'
import type { StreamAnswer } from '../media/ports'
import { readRefusal } from '../peertube/answer'

/** What we have of a file: so many bytes of the one with this ETag, of this whole size. */
export interface Begun {
  bytes: number
  validator: string | null
  totalBytes: number | null
}

/** How the answer goes on with it: from which byte, and how many there are in all (null: not told). */
export type Continuation =
  { kind: 'from'; offset: number; totalBytes: number | null; validator: string | null } | { kind: 'complete' }

const CONTENT_RANGE = /^bytes (\d+)-\d+\/(\d+|\*)$/
const UNSATISFIED = /^bytes \*\/(\d+)$/

/** For `If-Range`, which weak ETags are not allowed in; those are compared when the answer is there. */
export function strongValidator(validator: string | null): string | null {
  return validator?.startsWith('"') === true ? validator : null
}

/**
 * Reads the head of an answer. Whatever is not the file that was begun starts over: offset 0 with a 200, and with a
 * 206 that does not fit null, which means: ask for the whole.
 * @throws ServerError for a refusal, ConnectionError for a page in the place of a file
 */
export function continuation(
  begun: Begun,
  { status, headers }: StreamAnswer,
  now: number,
): Continuation | null {
  const validator = headers['etag'] ?? headers['last-modified'] ?? null
  if (status === 416) {
    const size = Number(UNSATISFIED.exec(headers['content-range'] ?? '')?.[1] ?? Number.NaN)
    return size === begun.bytes && begun.bytes > 0 ? { kind: 'complete' } : null
  }
  if (status !== 200 && status !== 206) throw refusal(status, headers, now)
  if (!isMediaType(headers['content-type'])) throw new ConnectionError('unknown', 'a page in place of a file')
  if (status === 200) {
    const length = Number(headers['content-length'] ?? Number.NaN)
    return { kind: 'from', offset: 0, totalBytes: Number.isSafeInteger(length) ? length : null, validator }
  }
  const [, start = '', total = '*'] = CONTENT_RANGE.exec(headers['content-range'] ?? '') ?? []
  const totalBytes = total === '*' ? null : Number(total)
  const fits =
    Number(start) === begun.bytes &&
    start !== '' &&
    (begun.validator === null || validator === null || validator === begun.validator) &&
    (begun.totalBytes === null || totalBytes === null || totalBytes === begun.totalBytes)
  return fits ? { kind: 'from', offset: begun.bytes, totalBytes, validator } : null
}

function refusal(status: number, headers: Record<string, string>, now: number): Error {
  if (status >= 300 && status < 400) return new AppError('server-refused', 'redirected')
  return new ServerError(readRefusal({ status, headers, body: '' }, now), 'GET …')
}
