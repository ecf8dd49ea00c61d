import type { IncomingMessage } from 'node:http'

/** Sees each piece of a body on its way in: gives back what shall arrive, or null to swallow it. */
export type BodyWatcher = (chunk: Buffer) => Buffer | null

/**
 * Puts a watcher between the parser and the readers of a request. It replaces `push`, since a `data` listener
 * would start the stream before its reader is there and bytes would be lost. With `isEndHidden` the reader waits
 * for more although the body is over.
 */
export function watchBody(
  request: IncomingMessage,
  watcher: BodyWatcher,
  isEndHidden: () => boolean = () => false,
): void {
  const push = request.push.bind(request)
  request.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (chunk === null && isEndHidden()) return true
    if (!Buffer.isBuffer(chunk)) return push(chunk, encoding)
    const watched = watcher(chunk)
    return watched === null || watched.length === 0 ? true : push(watched, encoding)
  }
}
