import { net } from 'electron'
import type { Connectivity } from '../uploads/ports'

const LOOK_EVERY_MS = 2000

/** Whether this computer has any network, as the system tells. Electron has no event for it in main. */
export function createConnectivity(): Connectivity & { stop(): void } {
  const listeners = new Set<(online: boolean) => void>()
  let online = net.isOnline()
  const timer = setInterval(() => {
    const now = net.isOnline()
    if (now === online) return
    online = now
    for (const listener of listeners) listener(now)
  }, LOOK_EVERY_MS)
  timer.unref()
  return {
    get online() {
      return online
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      clearInterval(timer)
    },
  }
}
