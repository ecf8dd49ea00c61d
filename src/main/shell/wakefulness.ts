import { powerSaveBlocker, type BrowserWindow } from 'electron'

/** What the queue does, as far as the computer and the taskbar need to know. */
export interface Activity {
  /** Bytes are on their way. */
  flowing: boolean
  /** 0 to 1 over all uploads that run or wait; null: nothing to show. */
  fraction: number | null
}

/** Keeps the computer awake while bytes flow, if the person wants that, and shows the progress in taskbar or dock. */
export function createWakefulness(window: () => BrowserWindow | null) {
  let blocker: number | null = null
  return {
    show(activity: Activity, keepAwake: boolean): void {
      const wanted = activity.flowing && keepAwake
      if (wanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
      if (!wanted && blocker !== null) {
        powerSaveBlocker.stop(blocker)
        blocker = null
      }
      const target = window()
      if (target !== null && !target.isDestroyed()) target.setProgressBar(activity.fraction ?? -1)
    },
    isKeepingAwake: () => blocker !== null,
  }
}
