import type { Socket } from 'socket.io-client'
import { z } from 'zod'
import type { LiveFeed, LiveFeedListener } from '../live/ports'
import type { Connection } from './wire'

const FIRST_WAIT_MS = 2000
const LONGEST_WAIT_MS = 60_000
const CONNECT_MS = 20_000
/** Its messages are a few bytes; who sends more has something else in mind. */
const MOST_BYTES = 16 * 1024

const viewsShape = z.object({ viewers: z.number().min(0).max(1e9) })
const stateShape = z.object({ state: z.number() })

/**
 * PeerTube's socket for lives. It needs no sign-in, so no token is sent; it goes over the instance's own connections,
 * as a websocket alone, and follows no redirect.
 */
export class PeerTubeLiveFeed implements LiveFeed {
  /** Null: its library is being loaded, with the first feed of all. */
  private socket: Socket | null = null
  private isClosed = false
  private followed: ReadonlySet<number> = new Set()

  constructor(connection: Connection, listener: LiveFeedListener) {
    void this.open(connection, listener)
  }

  private async open({ origin, pool, userAgent }: Connection, listener: LiveFeedListener): Promise<void> {
    const { io } = await import('socket.io-client')
    if (this.isClosed) return
    const options = {
      transports: ['websocket'],
      // A connection of its own: it is closed with the feed.
      forceNew: true,
      // Types know browsers' options alone; in Node these go to the websocket.
      agent: pool.agentFor(new URL(origin)) as unknown as string,
      maxPayload: MOST_BYTES,
      extraHeaders: { 'User-Agent': userAgent },
      reconnectionDelay: FIRST_WAIT_MS,
      reconnectionDelayMax: LONGEST_WAIT_MS,
      timeout: CONNECT_MS,
    }
    const socket = io(`${origin}/live-videos`, options)
    this.socket = socket
    socket.on('connect', () => {
      // The server forgets who followed what when the line breaks.
      for (const videoId of this.followed) socket.emit('subscribe', { videoId })
      listener.connected()
    })
    socket.on('disconnect', () => {
      listener.disconnected()
    })
    socket.on('connect_error', () => {
      listener.disconnected()
    })
    listen(socket, listener)
  }

  follow(serverIds: readonly number[]): void {
    const wanted = new Set(serverIds)
    const before = this.followed
    this.followed = wanted
    const { socket } = this
    if (socket?.connected !== true) return
    for (const videoId of before) if (!wanted.has(videoId)) socket.emit('unsubscribe', { videoId })
    for (const videoId of wanted) if (!before.has(videoId)) socket.emit('subscribe', { videoId })
  }

  close(): void {
    this.follow([])
    this.isClosed = true
    this.socket?.removeAllListeners()
    this.socket?.disconnect()
  }
}

/** What is not of the known shape is overlooked. */
function listen(socket: Socket, listener: LiveFeedListener): void {
  socket.on('state-change', (payload: unknown) => {
    if (stateShape.safeParse(payload).success) listener.stateChanged()
  })
  socket.on('force-end', () => {
    listener.stateChanged()
  })
  socket.on('views-change', (payload: unknown) => {
    const parsed = viewsShape.safeParse(payload)
    if (parsed.success) listener.viewersChanged(Math.round(parsed.data.viewers))
  })
}
