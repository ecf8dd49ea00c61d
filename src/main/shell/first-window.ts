import { app, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { connectCalls } from '../ipc/electron-channel'
import type { Serve } from '../ipc/serve'
import { handleScheme, type LocalFiles } from './app-protocol'
import { openMainWindow } from './main-window'
import { programsFolder } from './programs-folder'
import { denyPermissions } from './security'

const SERVE_LIMIT_MS = 3000

/** What stands before anything else of the app is loaded. */
export interface FirstWindow {
  /** The profile's folder. */
  folder: string
  window: BrowserWindow
  /**
   * Resolves when the page has its programs. What keeps this thread busy before that keeps waiting the processes behind
   * the window, the preload, which asks for its own source, and the page's files.
   */
  pageServed: Promise<void>
  /** From then on the page is answered: its calls, which wait until then, files of the queue and pictures of the library. */
  answer: (serve: Serve, files: LocalFiles) => void
}

/** Opens the window. What its page asks before the rest of the app is there waits for it. */
export function openFirstWindow(): FirstWindow {
  const folder = app.getPath('userData')
  let shown: LocalFiles | null = null
  denyPermissions()
  const local: LocalFiles = {
    thumbnail: (id) => shown?.thumbnail(id) ?? null,
    video: (id) => shown?.video(id) ?? null,
    editPicture: (id) => shown?.editPicture(id) ?? null,
    picture: async (accountId, uuid) => (await shown?.picture(accountId, uuid)) ?? null,
    remoteVideo: async (accountId, uuid, range) => (await shown?.remoteVideo(accountId, uuid, range)) ?? null,
    remotePart: async (accountId, uuid, name, range) =>
      (await shown?.remotePart(accountId, uuid, name, range)) ?? null,
    streamPart: async (accountId, uuid, name) => (await shown?.streamPart(accountId, uuid, name)) ?? null,
  }
  const pageServed = new Promise<void>((resolve) => {
    // A page that does not load is no reason to do nothing.
    const limit = setTimeout(resolve, SERVE_LIMIT_MS)
    handleScheme(join(programsFolder, '../renderer'), local, () => {
      clearTimeout(limit)
      resolve()
    })
  })
  let begin: (serve: Serve) => void = () => undefined
  const served = new Promise<Serve>((resolve) => (begin = resolve))
  connectCalls(async (sender, name, input) => (await served)(sender, name, input))
  const window = openMainWindow(folder)
  const answer = (serve: Serve, files: LocalFiles): void => {
    shown = files
    begin(serve)
  }
  return { folder, window, pageServed, answer }
}
