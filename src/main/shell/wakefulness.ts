import { powerSaveBlocker, type BrowserWindow } from 'electron'
import type { Longshore } from '../longshore'

const LOOK_EVERY_MS = 1000

/** Keeps the computer awake while bytes flow, if the person wants that, and shows the progress in taskbar or dock. */
export function watchActivity(
  window: () => BrowserWindow | null,
  { uploads, settings }: Pick<Longshore, 'uploads' | 'settings'>,
): { stop(): void } {
  let blocker: number | null = null

  const keepAwake = (wanted: boolean): void => {
    if (wanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
    if (!wanted && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
  const look = (): void => {
    const { running, progress } = uploads.activity()
    keepAwake(running > 0 && settings.get().keepAwake)
    window()?.setProgressBar(running > 0 ? (progress ?? -1) : -1)
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
      keepAwake(false)
    },
  }
}
