import { AppError } from '@shared/errors'

/** What can go wrong with one upload beside an answer (`ServerError`) or none (`ConnectionError`). */

/** Why a run was stopped from outside; the state that follows was stored before. */
export type StopReason =
  'pause' | 'cancel' | 'shutdown' | 'offline' | 'signed-out' | 'removed' | 'storage' | 'slower' | 'overtaken'

export class Stopped extends Error {
  override readonly name = 'Stopped'

  constructor(readonly reason: StopReason) {
    super(reason)
  }
}

/** The file on the disk is not the one that was queued. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem'

  constructor(readonly reason: 'file-missing' | 'file-changed') {
    super(reason)
  }
}

/** The server's answer says an offset that is not the end of what was sent. */
export class UnexpectedOffset extends Error {
  override readonly name = 'UnexpectedOffset'

  constructor(
    readonly sentFrom: number,
    readonly offset: number,
  ) {
    super(`sent from ${String(sentFrom)}, the server is at ${String(offset)}`)
  }
}

/** The init found a session that has bytes already: its offset has to be asked. */
export class SessionFound extends Error {
  override readonly name = 'SessionFound'
}

/** The init leads to another session than the one that has the bytes, which it can't tell anything any more. */
export class SessionElsewhere extends Error {
  override readonly name = 'SessionElsewhere'
}

/** A 2xx that is none of the protocol's, such as a page of something else than PeerTube. */
export class StrangeAnswer extends Error {
  override readonly name = 'StrangeAnswer'
}

/** The queue's database took no change: full disk, lost drive. What it holds is as before. */
export class StorageProblem extends AppError {
  constructor(cause: unknown) {
    const isFull = cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_FULL'
    super(
      isFull ? 'disk-full' : 'internal',
      cause instanceof Error ? cause.message : String(cause),
      {},
      { cause },
    )
  }
}
