// What Electron opens in the benchmarks: it watches the first window and the event loop from outside, speaks with its
// parent over the channel of `spawn`, and loads the program that is measured, which knows nothing of it.

import { app, BrowserWindow } from 'electron'
import { createRequire } from 'node:module'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { HookAnswer, HookOrder } from '../support/electron'

/** An expression that holds in the page once it can be used. */
const isUsable = process.env['LONGSHORE_BENCH_USABLE'] ?? 'true'

/** Resolves in the page two frames after that holds: one to draw it, one to show it. */
const UNTIL_USABLE = `new Promise((resolve) => {
  const look = () => {
    if (!(${isUsable})) return false
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))
    return true
  }
  if (look()) return
  const observer = new MutationObserver(() => { if (look()) observer.disconnect() })
  observer.observe(document, { childList: true, subtree: true })
})`

const answer = (message: HookAnswer): void => {
  process.send?.(message)
}

const mark = (name: string): void => {
  answer({ kind: 'mark', name, at: Date.now() })
}

mark('main program')
app.once('ready', () => {
  mark('ready')
})
app.on('browser-window-created', (_event, window) => {
  mark('window')
  window.webContents.once('dom-ready', () => {
    mark('page')
    void window.webContents.executeJavaScript(UNTIL_USABLE).then(() => {
      answer({ kind: 'usable', isVisible: window.isVisible() })
    })
  })
})

const delay = monitorEventLoopDelay({ resolution: 1 })

async function carryOut(order: HookOrder): Promise<unknown> {
  switch (order.kind) {
    case 'page':
      return BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(order.code)
    case 'watch-delay':
      delay.reset()
      delay.enable()
      return null
    case 'read-delay':
      delay.disable()
      return { p50Ms: delay.percentile(50) / 1e6, p99Ms: delay.percentile(99) / 1e6, maxMs: delay.max / 1e6 }
    case 'exit':
      app.exit(0)
      return null
  }
}

process.on('message', (order: HookOrder) => {
  carryOut(order).then(
    (value) => {
      answer({ kind: 'value', value })
    },
    (error: unknown) => {
      answer({ kind: 'failed', message: String(error) })
    },
  )
})
process.once('disconnect', () => {
  app.exit(0)
})

const program = process.env['LONGSHORE_BENCH_PROGRAM'] ?? ''
// By this name the app finds its entries in the keychain.
app.setName('Longshore')
createRequire(__filename)(program)
