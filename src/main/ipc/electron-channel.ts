import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL } from '@shared/ipc/channels'
import type { EventName, EventPayload } from '@shared/ipc/contract'
import type { Publisher } from './handlers'
import type { Sender, Serve } from './serve'

/** Connects `serve` to Electron. The only place that knows `ipcMain`. */
export function connectCalls(serve: Serve): void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) => serve(senderOf(event), name, input))
}

function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame
  return {
    frameUrl: frame?.url ?? '',
    isMainFrame: frame !== null && frame === event.sender.mainFrame,
    isLiveWindow: !event.sender.isDestroyed() && BrowserWindow.fromWebContents(event.sender) !== null,
  }
}

/** Tells every window of ours. */
export function createWindowPublisher(windows: () => readonly BrowserWindow[]): Publisher {
  return {
    publish<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
      for (const window of windows()) {
        if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, name, payload)
      }
    },
  }
}
