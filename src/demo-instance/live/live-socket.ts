import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { DemoContext } from '../context'

export type LiveEvent =
  | { name: 'state-change'; payload: { state: number } }
  | { name: 'views-change'; payload: { viewers: number } }
  | { name: 'force-end'; payload: undefined }

/** PeerTube's socket for lives: anybody may follow one by its number. */
export class LiveSocket {
  private readonly server: Server

  constructor(httpServer: HttpServer, context: DemoContext) {
    this.server = new Server(httpServer, {
      serveClient: false,
      allowRequest: (_request, answer) => {
        answer(context.offline ? 'offline' : null, !context.offline)
      },
    })
    this.server.of('/live-videos').on('connection', (socket) => {
      socket.on('subscribe', (wanted: unknown) => {
        const room = roomOf(wanted)
        if (room !== null) void socket.join(room)
      })
      socket.on('unsubscribe', (wanted: unknown) => {
        const room = roomOf(wanted)
        if (room !== null) void socket.leave(room)
      })
    })
  }

  tell(videoId: number, { name, payload }: LiveEvent): void {
    const room = this.server.of('/live-videos').in(String(videoId))
    if (payload === undefined) room.emit(name)
    else room.emit(name, payload)
  }

  /** How many follow this live. */
  followers(videoId: number): number {
    return this.server.of('/live-videos').adapter.rooms.get(String(videoId))?.size ?? 0
  }

  /** Ends what is open; the HTTP server is its owner's to close. */
  close(): void {
    this.server.disconnectSockets(true)
    this.server.engine.close()
  }
}

function roomOf(wanted: unknown): string | null {
  const id = (wanted as { videoId?: unknown } | null)?.videoId
  const text = typeof id === 'number' || typeof id === 'string' ? String(id) : ''
  return /^[1-9]\d*$/.test(text) ? text : null
}
