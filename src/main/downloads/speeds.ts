import type { Clock } from '../uploads/ports'

const WINDOW_MS = 3000

interface Measured {
  bytes: number
  /** Where the measured window began. */
  sinceBytes: number
  sinceMs: number
  bytesPerSecond: number
}

/** How much has come of each download, and how fast. */
export class Speeds {
  private readonly measured = new Map<string, Measured>()

  constructor(private readonly clock: Clock) {}

  /** @param bytes that are here in all */
  arrived(id: string, bytes: number): void {
    const now = this.clock.monotonic()
    const known = this.measured.get(id)
    if (known === undefined || bytes < known.sinceBytes) {
      this.measured.set(id, { bytes, sinceBytes: bytes, sinceMs: now, bytesPerSecond: 0 })
      return
    }
    known.bytes = bytes
    const passedMs = now - known.sinceMs
    if (passedMs > 0) known.bytesPerSecond = ((bytes - known.sinceBytes) / passedMs) * 1000
    if (passedMs < WINDOW_MS) return
    // Half of the window stays, so that the figure does not jump.
    known.sinceBytes += (bytes - known.sinceBytes) / 2
    known.sinceMs += passedMs / 2
  }

  of(id: string): { bytes: number; bytesPerSecond: number } {
    const { bytes = 0, bytesPerSecond = 0 } = this.measured.get(id) ?? {}
    return { bytes, bytesPerSecond: Math.round(bytesPerSecond) }
  }

  forget(id: string): void {
    this.measured.delete(id)
  }
}
