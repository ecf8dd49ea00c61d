import { BrowserWindow, nativeTheme, screen } from 'electron'
import { join } from 'node:path'
import { OWN_ORIGIN } from './app-protocol'
import { programsFolder } from './programs-folder'
import { lockDown } from './security'
import { readPlace, savePlace } from './window-place'

const DEFAULT_SIZE = { width: 1280, height: 800 }
const SMALLEST = { minWidth: 720, minHeight: 520 }
const SAVE_DELAY_MS = 500
const SHOW_LIMIT_MS = 10_000

/** What is seen before the page is drawn. */
export const backgroundColor = (): string => (nativeTheme.shouldUseDarkColors ? '#0b1220' : '#ffffff')

/** Opens the one window where it stood last time, and shows it when there is something to see. */
export function openMainWindow(profileFolder: string): BrowserWindow {
  const file = join(profileFolder, 'window.json')
  const place = readPlace(
    file,
    screen.getAllDisplays().map((display) => display.workArea),
  )
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...(place === null ? {} : { x: place.x, y: place.y, width: place.width, height: place.height }),
    ...SMALLEST,
    show: false,
    title: 'Longshore',
    backgroundColor: backgroundColor(),
    webPreferences: {
      preload: join(programsFolder, '../preload/index.js'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Uploads are reported while the window is behind others.
      backgroundThrottling: false,
    },
  })
  lockDown(window.webContents)
  if (place?.maximized === true) window.maximize()
  rememberPlace(window, file)
  showWhenDrawn(window)
  void window.loadURL(`${OWN_ORIGIN}/index.html`)
  return window
}

/** Some graphics drivers never say that a page was drawn: an empty window is better than none. */
function showWhenDrawn(window: BrowserWindow): void {
  const show = (): void => {
    clearTimeout(limit)
    window.show()
  }
  const limit = setTimeout(show, SHOW_LIMIT_MS)
  window.once('ready-to-show', show)
  window.once('closed', () => {
    clearTimeout(limit)
  })
}

function rememberPlace(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | null = null
  const save = (): void => {
    timer = null
    if (window.isDestroyed() || window.isMinimized()) return
    savePlace(file, { ...window.getNormalBounds(), maximized: window.isMaximized() })
  }
  const soon = (): void => {
    timer ??= setTimeout(save, SAVE_DELAY_MS)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('close', () => {
    if (timer !== null) clearTimeout(timer)
    save()
  })
}

/** Brings the window in front of the person, out of the dock if need be. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
