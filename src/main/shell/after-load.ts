import type { BrowserWindow } from 'electron'

/** The page draws itself in this time after its programs are there. */
const DRAW_MS = 300
/** A page that does not load keeps nothing waiting longer than that. */
const LOAD_LIMIT_MS = 5000

/**
 * Does something once, when the window's page stands: main serves the page, and whatever else it does meanwhile makes
 * the person wait. Returns a function that forgets it.
 */
export function afterLoad(window: BrowserWindow, work: () => void): () => void {
  let isDone = false
  const once = (): void => {
    if (isDone) return
    isDone = true
    work()
  }
  const limit = setTimeout(once, LOAD_LIMIT_MS)
  if (!window.isDestroyed())
    window.webContents.once('did-finish-load', () => {
      setTimeout(once, DRAW_MS)
    })
  return () => {
    isDone = true
    clearTimeout(limit)
  }
}
