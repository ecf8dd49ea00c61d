import { app, BrowserWindow } from 'electron'
import type { Logger } from '../system/logger'
import { askToQuit } from './quit-question'
import type { Texts } from './texts'

interface QuitDeps {
  window: () => BrowserWindow | null
  texts: () => Texts
  /** Uploads that run or wait for their turn. */
  unfinished: () => number
  shutdown: () => Promise<void>
  log: Logger
}

const SHUTDOWN_LIMIT_MS = 5000

/**
 * Asks once when uploads run, then stops them in order and ends. A second request to quit while it ends is ignored;
 * whatever happens the app ends within five seconds: everything that matters is on the disk already.
 */
export function guardQuit({ window, texts, unfinished, shutdown, log }: QuitDeps): void {
  let stage: 'running' | 'asking' | 'ending' | 'ended' = 'running'

  const end = async (): Promise<void> => {
    stage = 'ending'
    const limit = new Promise<void>((done) => setTimeout(done, SHUTDOWN_LIMIT_MS))
    await Promise.race([shutdown(), limit]).catch((error: unknown) => {
      log.error('main', 'the shutdown failed', error)
    })
    stage = 'ended'
    app.quit()
  }

  const ask = async (): Promise<void> => {
    stage = 'asking'
    const parent = window()
    if (await askToQuit(parent, texts(), unfinished())) await end()
    else stage = 'running'
  }

  app.on('before-quit', (event) => {
    if (stage === 'ended') return
    event.preventDefault()
    if (stage !== 'running') return
    void (unfinished() > 0 ? ask() : end())
  })
  app.on('browser-window-created', (_event, created) => {
    keepUntilAnswered(created, () => stage)
  })
  for (const open of BrowserWindow.getAllWindows()) keepUntilAnswered(open, () => stage)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

/** Closing the window is quitting, except on macOS: the window stays until the person has answered. */
function keepUntilAnswered(window: BrowserWindow, stage: () => string): void {
  window.on('close', (event) => {
    const isChild = window.getParentWindow() !== null
    if (process.platform === 'darwin' || isChild || stage() === 'ended') return
    event.preventDefault()
    app.quit()
  })
}
