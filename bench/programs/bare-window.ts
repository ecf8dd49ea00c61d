// The least that an Electron program can be: one window, one button.

import { app, BrowserWindow } from 'electron'

void app.whenReady().then(() => {
  void new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,<button>Start</button>')
})
