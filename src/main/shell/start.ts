import { app, BrowserWindow, clipboard, dialog, nativeTheme, powerMonitor } from 'electron'
import { join } from 'node:path'
import { AppError } from '@shared/errors'
import type { Settings } from '@shared/settings/settings'
import { KeytarVault } from '../accounts'
import { createWindowPublisher } from '../ipc/electron-channel'
import { createServe } from '../ipc/serve'
import { createLongshore, type Longshore } from '../longshore'
import { redact } from '../peertube/redact'
import { systemClock } from '../system/clock'
import { createLogger, type Logger } from '../system/logger'
import { HashThread } from '../uploads/hash-thread'
import { afterLoad } from './after-load'
import { createAppHandlers } from './app-handlers'
import { OWN_ORIGIN } from './app-protocol'
import { createConnectivity } from './connectivity'
import { createDemoHost } from './demo-host'
import { createDialogs } from './dialogs'
import { openExternalLogin } from './external-login-window'
import type { FirstWindow } from './first-window'
import { backgroundColor, bringForward, openMainWindow } from './main-window'
import { setMenu } from './menu'
import { createNotices } from './notices'
import { createOfferedFiles } from './offered-files'
import { programsFolder } from './programs-folder'
import { guardQuit } from './quit'
import { revivePage } from './revive-page'
import { onOpened } from './single-instance'
import { chosenLanguage, fill, textsFor, type Texts } from './texts'
import { watchActivity } from './wakefulness'

/** Builds the app behind its first window, and picks up the queue. */
export function startApp(first: FirstWindow): void {
  const log = createLogger(join(first.folder, 'logs'), redact)
  process.on('unhandledRejection', (error) => {
    log.error('main', 'unhandled rejection', error)
  })
  try {
    run(first, log)
  } catch (error) {
    log.error('main', 'the start failed', error)
    explainBrokenStart(error)
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function explainBrokenStart(error: unknown): void {
  // It would show an empty page behind the box.
  for (const window of BrowserWindow.getAllWindows()) window.removeAllListeners('ready-to-show')
  const texts = textsFor(chosenLanguage('system', app.getLocale()))
  const isNewer = error instanceof AppError && error.code === 'database-newer'
  dialog.showErrorBox(
    isNewer ? texts.newerDatabaseTitle : texts.brokenStartTitle,
    isNewer ? texts.newerDatabaseDetail : fill(texts.brokenStartDetail, { message: redact(wordsOf(error)) }),
  )
  app.exit(1)
}

function run({ folder, window: firstWindow, answer }: FirstWindow, log: Logger): void {
  let window = firstWindow
  const currentWindow = (): BrowserWindow | null => (window.isDestroyed() ? null : window)
  const publisher = createWindowPublisher(() => BrowserWindow.getAllWindows())
  // The language may be changed while the app runs, so every text is looked up when it is said.
  const texts = (): Texts => textsFor(chosenLanguage(longshore.settings.get().language, app.getLocale()))
  const dialogs = createDialogs(currentWindow, texts)
  // The demo instance is a part of the app.
  const connectivity = createConnectivity(() => {
    const { accounts } = longshore.accounts.list()
    return accounts.length === 0 || accounts.some(({ isDemo }) => !isDemo)
  })
  const demo = createDemoHost(join(folder, 'demo-instance'), (message) => {
    log.info('demo', message)
  })
  const vault = new KeytarVault(systemClock, app.name)
  const notices = createNotices({ window: currentWindow, texts, settings: () => longshore.settings.get() })

  const longshore: Longshore = createLongshore({
    ...dialogs,
    copyText: (text) => clipboard.writeText(text),
    ...notices,
    folder,
    version: app.getVersion(),
    userAgent: `Longshore/${app.getVersion()} (${process.platform})`,
    vault,
    clock: systemClock,
    connectivity,
    hasher: new HashThread(join(programsFolder, 'hash-worker.js')),
    libraryProgram: join(programsFolder, 'library-worker.js'),
    captionsProgram: join(programsFolder, 'captions-worker.js'),
    downloadsFolder: () => app.getPath('downloads'),
    formatsLocale: () => app.getSystemLocale(),
    publisher,
    log,
    openExternalLogin: (url, instanceUrl) =>
      openExternalLogin(
        currentWindow(),
        url,
        instanceUrl,
        fill(texts().externalTitle, { host: new URL(instanceUrl).host }),
      ),
    startDemo: () => demo.ensure(),
  })

  const offered = createOfferedFiles(longshore.intake, publisher)
  const serve = createServe({
    handlers: {
      ...longshore.handlers,
      ...createAppHandlers({ longshore, dialogs, vault, log, offered, connectivity }),
    },
    ownOrigin: OWN_ORIGIN,
    logUnexpected: (method, error) => {
      const id = Date.now().toString(36)
      log.error('ipc', `${id} ${method}`, error)
      return id
    },
  })
  answer(serve, {
    ...longshore.localFiles,
    picture: (accountId, uuid) => longshore.library.picture(accountId, uuid),
    editPicture: (fileId) => longshore.edits.picture(fileId) ?? longshore.lists.formPictures.shown(fileId),
    remoteVideo: (accountId, uuid, range) => longshore.remoteVideos.open(accountId, uuid, range),
    remotePart: (accountId, uuid, name, range) => longshore.remoteVideos.part(accountId, uuid, name, range),
    streamPart: (accountId, uuid, name) => longshore.lives.streamPart(accountId, uuid, name),
  })
  connectivity.onChange((online) => {
    publisher.publish('connectivity.changed', { online })
  })
  connectivity.lookAgain()
  longshore.accounts.directory.onChange(() => {
    connectivity.lookAgain()
  })

  const applySettings = ({ theme }: Settings): void => {
    nativeTheme.themeSource = theme
    currentWindow()?.setBackgroundColor(backgroundColor())
    setMenu(texts(), (command) => {
      publisher.publish('app.command', command)
    })
  }
  applySettings(longshore.settings.get())
  longshore.settings.onChange(applySettings)

  // Without a window nobody looks at the lives.
  const forgetLives = (): void => {
    longshore.lives.watch(false)
  }
  const watchWindow = (): void => {
    window.on('closed', forgetLives)
    revivePage(window, texts, log)
  }
  watchWindow()
  const openWindow = (): void => {
    window = openMainWindow(folder)
    watchWindow()
  }
  onOpened((paths) => {
    offered.offer(paths)
    const front = currentWindow()
    if (front === null) openWindow()
    else bringForward(front)
  })
  app.on('activate', () => {
    if (currentWindow() === null) openWindow()
  })
  const activity = watchActivity(currentWindow, longshore)
  powerMonitor.on('resume', () => {
    // Connections that slept are dead without knowing it.
    longshore.accounts.dropIdleConnections()
    longshore.uploads.wake()
  })
  const forgetStartUp = afterLoad(firstWindow, () => {
    longshore.startUp().catch((error: unknown) => {
      log.error('main', 'the queue could not be picked up', error)
    })
  })
  guardQuit({
    window: currentWindow,
    texts,
    unfinished: () => longshore.uploads.unfinished(),
    shutdown: async () => {
      forgetStartUp()
      activity.stop()
      connectivity.stop()
      await longshore.shutdown()
      demo.stop()
    },
    log,
  })
}
