import type { Readable } from 'node:stream'
import { ReadableStream as NodeReadableStream } from 'node:stream/web'

/**
 * A stream of the web that reads when it is read from: `Readable.toWeb` of Node 18 counts chunks where it should count
 * bytes, and draws a whole video into memory.
 */
export function webStream(readable: Readable): ReadableStream {
  const chunks = readable[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const stream = new NodeReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
      cancel() {
        readable.destroy()
      },
    },
    { highWaterMark: 1 },
  )
  // The web's type and Node's are the same thing at run time; they come from different libraries.
  return stream
}
