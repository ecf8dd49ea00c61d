import { app, dialog, type BrowserWindow } from 'electron'
import type { Logger } from '../system/logger'
import type { Texts } from './texts'

/** A page that ends again within that time would end for ever. */
const STEADY_MS = 60_000

/** Loads the page again when its process has died, and asks when it dies again at once. Main goes on sending meanwhile. */
export function revivePage(window: BrowserWindow, texts: () => Texts, log: Logger): void {
  let revivedAt: number | null = null

  const reload = (): void => {
    if (!window.isDestroyed()) window.reload()
  }

  const ask = async (): Promise<void> => {
    const { pageEndedTitle, pageEndedDetail, loadAgain, quit } = texts()
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      title: 'Longshore',
      message: pageEndedTitle,
      detail: pageEndedDetail,
      buttons: [loadAgain, quit],
      defaultId: 0,
      cancelId: 0,
    })
    if (response === 1) app.quit()
    else reload()
  }

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log.error('window', `the page ended: ${reason}, code ${String(exitCode)}`)
    const isAgain = revivedAt !== null && Date.now() - revivedAt < STEADY_MS
    revivedAt = Date.now()
    if (!isAgain) setImmediate(reload)
    else {
      ask().catch((error: unknown) => {
        log.error('window', 'nobody could be asked about the page', error)
      })
    }
  })
}
