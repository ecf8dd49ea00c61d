import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

async function openWindow(): Promise<void> {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { preload: join(__dirname, '../preload/index.js'), sandbox: true, contextIsolation: true }
  })
  await window.loadFile(join(__dirname, '../renderer/index.html'))
}

void app.whenReady().then(openWindow)
app.on('window-all-closed', () => {
  app.quit()
})
