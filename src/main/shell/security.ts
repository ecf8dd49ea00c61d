import { session, type Session, type WebContents } from 'electron'
import { OWN_ORIGIN } from './app-protocol'

/** Nothing that a page of ours shows may lead anywhere, open a window, ask for a permission or embed a guest. */
export function lockDown(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  const stay = (event: { preventDefault: () => void }, url: string): void => {
    if (!url.startsWith(`${OWN_ORIGIN}/`)) event.preventDefault()
  }
  contents.on('will-navigate', (event) => {
    stay(event, event.url)
  })
  contents.on('will-redirect', (event) => {
    stay(event, event.url)
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
}

/** No camera, no location, no notification of the page, no device: neither ours nor a sign-in page needs them. */
export function denyPermissions(of: Session = session.defaultSession): void {
  of.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  of.setPermissionCheckHandler(() => false)
  of.setDevicePermissionHandler(() => false)
}
