import type { HttpRequest, HttpStack } from 'tus-js-client'
import { StackRequest, type StackContext } from './stack-request'

/**
 * Lets tus-js-client drive PeerTube's resumable upload, which speaks the protocol of uploadx: POST, HEAD, PATCH and
 * DELETE become POST, PUT with a range that asks, PUT with a range of bytes, and DELETE. Everything but the expected
 * answer throws, since the driver would begin again from zero at what it does not know.
 */
export class PeerTubeStack implements HttpStack {
  private inFlight: Promise<unknown> = Promise.resolve()

  constructor(private readonly context: StackContext) {}

  createRequest(method: string, url: string): HttpRequest {
    return new StackRequest(method, url, this.context, (request) => {
      this.inFlight = request
    })
  }

  /** Resolves when nothing is on the wire any more: the next pass must not meet this one at the server. */
  async idle(): Promise<void> {
    await this.inFlight.catch(() => undefined)
  }

  getName(): string {
    return 'PeerTubeStack'
  }
}
