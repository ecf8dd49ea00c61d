import { app, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { handleScheme, type LocalFiles } from './app-protocol'
import { openMainWindow } from './main-window'
import { programsFolder } from './programs-folder'
import { denyPermissions } from './security'

/** What stands before anything else of the app is loaded. */
export interface FirstWindow {
  /** The profile's folder. */
  folder: string
  window: BrowserWindow
  /** From then on the page is shown files of the queue and pictures of the library. */
  showFiles: (files: LocalFiles) => void
}

/**
 * Opens the window. The page's process starts meanwhile, which takes longer than everything that follows here; what the
 * page asks is heard once this turn of the event loop is over.
 */
export function openFirstWindow(): FirstWindow {
  const folder = app.getPath('userData')
  let shown: LocalFiles | null = null
  denyPermissions()
  handleScheme(join(programsFolder, '../renderer'), {
    thumbnail: (id) => shown?.thumbnail(id) ?? null,
    video: (id) => shown?.video(id) ?? null,
    picture: async (accountId, uuid) => (await shown?.picture(accountId, uuid)) ?? null,
  })
  const window = openMainWindow(folder)
  return { folder, window, showFiles: (files) => (shown = files) }
}
