import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron'
import type { EventPayload } from '@shared/ipc/contract'
import type { Texts } from './texts'

type Command = EventPayload<'app.command'>

/** The application's menu. What it asks of the window goes there as a command. */
export function setMenu(texts: Texts, command: (name: Command) => void): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [macMenu(texts, command)] : []),
      fileMenu(texts, command),
      editMenu(texts, command),
      viewMenu(texts, command),
      {
        label: texts.window,
        submenu: [
          { role: 'minimize', label: texts.minimize },
          { role: 'close', label: texts.close },
        ],
      },
      helpMenu(texts),
    ]),
  )
}

function item(
  label: string,
  name: Command,
  send: (name: Command) => void,
  accelerator?: string,
): MenuItemConstructorOptions {
  return {
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => {
      send(name)
    },
  }
}

function macMenu(texts: Texts, command: (name: Command) => void): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about', label: texts.about },
      { type: 'separator' },
      item(texts.settings, 'open-settings', command, 'Command+,'),
      { type: 'separator' },
      { role: 'services', label: texts.services },
      { role: 'hide', label: texts.hide },
      { role: 'hideOthers', label: texts.hideOthers },
      { type: 'separator' },
      { role: 'quit', label: texts.quit },
    ],
  }
}

function fileMenu(texts: Texts, command: (name: Command) => void): MenuItemConstructorOptions {
  const others: MenuItemConstructorOptions[] =
    process.platform === 'darwin'
      ? []
      : [
          { type: 'separator' },
          item(texts.settings, 'open-settings', command, 'Ctrl+,'),
          { type: 'separator' },
          { role: 'quit', label: texts.quit },
        ]
  return {
    label: texts.file,
    submenu: [
      item(texts.addFiles, 'add-files', command, 'CommandOrControl+O'),
      item(texts.addFolder, 'add-folder', command, 'CommandOrControl+Shift+O'),
      { type: 'separator' },
      item(texts.addAccount, 'add-account', command),
      ...others,
    ],
  }
}

function editMenu(texts: Texts, command: (name: Command) => void): MenuItemConstructorOptions {
  return {
    label: texts.edit,
    submenu: [
      { role: 'undo', label: texts.undo },
      { role: 'redo', label: texts.redo },
      { type: 'separator' },
      { role: 'cut', label: texts.cut },
      { role: 'copy', label: texts.copy },
      { role: 'paste', label: texts.paste },
      // No accelerator: the page itself decides between the text at the cursor and the rows of a list.
      item(texts.selectAll, 'select-all', command),
    ],
  }
}

function viewMenu(texts: Texts, command: (name: Command) => void): MenuItemConstructorOptions {
  return {
    label: texts.view,
    submenu: [
      item(texts.uploads, 'open-uploads', command, 'CommandOrControl+1'),
      item(texts.receipts, 'open-receipts', command, 'CommandOrControl+2'),
      item(texts.library, 'open-library', command, 'CommandOrControl+3'),
      item(texts.changes, 'open-changes', command),
      item(texts.playlists, 'open-playlists', command),
      item(texts.channels, 'open-channels', command),
      item(texts.live, 'open-live', command, 'CommandOrControl+4'),
      item(texts.calendar, 'open-calendar', command, 'CommandOrControl+5'),
      { type: 'separator' },
      { role: 'zoomIn', label: texts.zoomIn },
      { role: 'zoomOut', label: texts.zoomOut },
      { role: 'resetZoom', label: texts.zoomReset },
      { type: 'separator' },
      { role: 'togglefullscreen', label: texts.fullScreen },
      ...(app.isPackaged ? [] : ([{ role: 'toggleDevTools' }] as const)),
    ],
  }
}

function helpMenu(texts: Texts): MenuItemConstructorOptions {
  return {
    role: 'help',
    label: texts.help,
    submenu: [
      {
        label: texts.homepage,
        click: () => {
          void shell.openExternal('https://joinpeertube.org')
        },
      },
    ],
  }
}
