import { app } from 'electron'
import { registerScheme } from './shell/app-protocol'
import { openFirstWindow } from './shell/first-window'
import { becomeOnlyInstance } from './shell/single-instance'

// Windows that were opened without asking for it are sandboxed as well. Where Chromium's sandbox was switched off on
// the command line (root in a container), insisting on it would end every process that the app starts.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerScheme()

if (becomeOnlyInstance()) {
  void app.whenReady().then(async () => {
    const first = openFirstWindow()
    // Loading the rest keeps this thread busy, and the page has first call on it.
    await first.pageServed
    await new Promise((resolve) => setImmediate(resolve))
    const { startApp } = await import('./shell/start')
    startApp(first)
  })
} else {
  app.quit()
}
