import { net } from 'electron'
import type { Connectivity } from '../uploads/ports'

const LOOK_EVERY_MS = 2000

export interface WatchedConnectivity extends Connectivity {
  /** At once, and not with the next look. */
  lookAgain(): void
  stop(): void
}

/**
 * Whether this computer has any network, as the system tells. Electron has no event for it in main.
 * @param isNeeded asked from the second look on; false: all there is to reach is on this computer
 */
export function createConnectivity(isNeeded: () => boolean): WatchedConnectivity {
  const listeners = new Set<(online: boolean) => void>()
  let online = net.isOnline()
  const lookAgain = (): void => {
    const now = net.isOnline() || !isNeeded()
    if (now === online) return
    online = now
    for (const listener of listeners) listener(now)
  }
  const timer = setInterval(lookAgain, LOOK_EVERY_MS)
  timer.unref()
  return {
    get online() {
      return online
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lookAgain,
    stop() {
      clearInterval(timer)
    },
  }
}
