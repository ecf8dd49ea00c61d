import { app, BrowserWindow } from 'electron'
import type { Logger } from '../system/logger'
import { askToQuit } from './quit-question'
import type { Texts } from './texts'

type Stage = 'running' | 'asking' | 'ending' | 'ended'

const isEnding = (stage: Stage): boolean => stage === 'ending' || stage === 'ended'

interface QuitDeps {
  window: () => BrowserWindow | null
  texts: () => Texts
  /** Uploads that run or wait for their turn. */
  unfinished: () => number
  shutdown: () => Promise<void>
  log: Logger
}

const SHUTDOWN_LIMIT_MS = 5000
/** A page that hangs is not waited for. */
const CLOSE_LIMIT_MS = 1500

/**
 * Asks once when uploads run, then closes the windows (what was typed a moment ago comes from them as they close), stops
 * the uploads in order and ends. A second request to quit while it ends is ignored;
 * whatever happens the app ends within five seconds: everything that matters is on the disk already.
 */
export function guardQuit({ window, texts, unfinished, shutdown, log }: QuitDeps): void {
  let stage: Stage = 'running'

  const end = async (): Promise<void> => {
    stage = 'ending'
    await Promise.race([closeWindows(), after(CLOSE_LIMIT_MS)])
    await Promise.race([shutdown(), after(SHUTDOWN_LIMIT_MS)]).catch((error: unknown) => {
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
function keepUntilAnswered(window: BrowserWindow, stage: () => Stage): void {
  window.on('close', (event) => {
    const isChild = window.getParentWindow() !== null
    if (process.platform === 'darwin' || isChild || isEnding(stage())) return
    event.preventDefault()
    app.quit()
  })
}

async function closeWindows(): Promise<void> {
  await Promise.all(
    BrowserWindow.getAllWindows().map(
      (window) =>
        new Promise<void>((done) => {
          window.once('closed', () => {
            done()
          })
          window.close()
        }),
    ),
  )
}

const after = (delayMs: number): Promise<void> => new Promise((done) => setTimeout(done, delayMs))
