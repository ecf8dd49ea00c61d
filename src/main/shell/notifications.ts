import { Notification, type BrowserWindow } from 'electron'
import { bringForward } from './main-window'

/** A system notification that brings the window forward when it is clicked. None while the person looks at the window. */
export function notify(window: BrowserWindow | null, title: string, body: string): void {
  if (window?.isFocused() === true || !Notification.isSupported()) return
  const notification = new Notification({ title, body })
  notification.on('click', () => {
    if (window !== null && !window.isDestroyed()) bringForward(window)
  })
  notification.show()
}
