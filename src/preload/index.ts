import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL } from '@shared/ipc/channels'
import type { Envelope, EventName } from '@shared/ipc/contract'
import { PATH_METHODS, type LongshoreBridge } from './bridge'

type Listener = (payload: unknown) => void

const listeners = new Map<string, Set<Listener>>()

ipcRenderer.on(EVENT_CHANNEL, (_event, name: string, payload: unknown) => {
  listeners.get(name)?.forEach((listener) => {
    listener(payload)
  })
})

function call(name: string, input: unknown): Promise<Envelope> {
  return ipcRenderer.invoke(CALL_CHANNEL, name, input) as Promise<Envelope>
}

const pathMethods: ReadonlySet<string> = new Set(PATH_METHODS)

/** A page that was taken over must not be able to name a file of this computer and have it sent. */
async function callOfPage(name: string, input: unknown): Promise<Envelope> {
  if (!pathMethods.has(name)) return call(name, input)
  const message = 'only the preload names files'
  return { ok: false, error: { code: 'foreign-sender', message, details: {} } }
}

function on(name: EventName, listener: Listener): () => void {
  const ofName = listeners.get(name) ?? new Set<Listener>()
  listeners.set(name, ofName.add(listener))
  return () => {
    ofName.delete(listener)
  }
}

/** Electron 32 took `File.path` away and gave `webUtils`; before 29 there is only `File.path`. */
function pathOf(file: File): string {
  const known = webUtils as typeof webUtils | undefined
  return known === undefined ? ((file as File & { path?: string }).path ?? '') : known.getPathForFile(file)
}

/**
 * A picture pasted from the clipboard is a file with no path: it is none that we could upload. Where the system's language
 * setting knows no letter but A to Z, files with others in their names have none either, and not even their name.
 */
function pathsOf(files: readonly File[]): { paths: string[]; withoutPath: string[] } {
  const found = files.map((file) => ({ name: file.name || '?', path: pathOf(file) }))
  return {
    paths: found.map(({ path }) => path).filter((path) => path !== ''),
    withoutPath: found.filter(({ path }) => path === '').map(({ name }) => name.slice(0, NAME_CHARACTERS)),
  }
}

const NAME_CHARACTERS = 1024

const refusedWithoutPath: Envelope = {
  ok: false,
  error: { code: 'file-unreadable', message: 'nothing here is a file on this computer', details: {} },
}

async function callWithPaths(
  files: readonly File[],
  name: string,
  input: (paths: string[], withoutPath: string[]) => unknown,
): Promise<Envelope> {
  const { paths, withoutPath } = pathsOf(files)
  return paths.length === 0 ? refusedWithoutPath : call(name, input(paths, withoutPath))
}

const bridge: LongshoreBridge = {
  call: callOfPage,
  on: on as LongshoreBridge['on'],
  addFiles: (accountId, files) =>
    callWithPaths(files, 'intake.addPaths', (paths, withoutPath) => ({ accountId, paths, withoutPath })),
  dropCaptions: (videos, files) =>
    callWithPaths(files, 'captions.openPaths', (paths) => ({ videos: [...videos], paths })),
  attachFiles: (id, files) => callWithPaths(files, 'drafts.attachPaths', (paths) => ({ id, paths })),
}

contextBridge.exposeInMainWorld('longshore', bridge)
