import { contextBridge } from 'electron'

contextBridge.exposeInMainWorld('longshore', { platform: process.platform })
