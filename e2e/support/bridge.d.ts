import type { LongshoreBridge } from '../../src/preload/bridge'

declare global {
  interface Window {
    longshore: LongshoreBridge
  }
}
