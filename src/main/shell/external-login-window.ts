import { BrowserWindow, session } from 'electron'
import { randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import { readLoginRedirect } from './login-redirect'
import { denyPermissions } from './security'

export interface ExternalToken {
  username: string
  externalAuthToken: string
}

/**
 * Lets the person sign in at their identity provider, in a window with a session of its own: no cookie of it is
 * kept, no preload runs in it, and it is closed at the first address that carries PeerTube's token.
 */
export function openExternalLogin(
  parent: BrowserWindow | null,
  url: string,
  instanceUrl: string,
  title: string,
): Promise<ExternalToken> {
  const isolated = session.fromPartition(`external-login-${randomUUID()}`)
  denyPermissions(isolated)
  isolated.on('will-download', (event) => {
    event.preventDefault()
  })
  const window = new BrowserWindow({
    width: 520,
    height: 720,
    title,
    ...(parent === null ? {} : { parent, modal: process.platform !== 'darwin' }),
    autoHideMenuBar: true,
    webPreferences: { session: isolated, sandbox: true, contextIsolation: true, nodeIntegration: false },
  })
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  return new Promise((resolve, reject) => {
    const look = (event: { preventDefault: () => void }, address: string): void => {
      const outcome = readLoginRedirect(address, instanceUrl)
      if (outcome === null) return
      event.preventDefault()
      if (outcome === 'failed') reject(new AppError('external-login-failed'))
      else resolve(outcome)
      window.destroy()
    }
    window.webContents.on('will-redirect', (event) => {
      look(event, event.url)
    })
    window.webContents.on('will-navigate', (event) => {
      look(event, event.url)
    })
    window.on('closed', () => {
      void isolated.clearStorageData()
      reject(new AppError('external-login-closed')) // no effect when it was decided before
    })
    window.loadURL(url).catch((error: unknown) => {
      // A redirect that we took over ends the load with an error of its own; then the promise is settled already.
      reject(new AppError('instance-unreachable', 'the sign-in page did not load', {}, { cause: error }))
      if (!window.isDestroyed()) window.destroy()
    })
  })
}
