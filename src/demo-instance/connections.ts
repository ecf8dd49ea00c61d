import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** The open connections of a server, so that a test can cut them all but its own line of control. */
export class Connections {
  private readonly open = new Set<Socket>()
  private readonly spared = new WeakSet<Socket>()

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.open.add(socket)
      socket.once('close', () => this.open.delete(socket))
    })
  }

  /** Keeps a connection out of `cutAll`. */
  spare(socket: Socket): void {
    this.spared.add(socket)
  }

  cutAll(): void {
    for (const socket of this.open) if (!this.spared.has(socket)) socket.destroy()
  }
}
