import { app } from 'electron'
import { spawn } from 'node:child_process'
import { pathsOfCommandLine, wordsWithoutPaths } from './opened-files'
import { listOf, listWord, needsList, takeList, writeList } from './opened-list'
import { OpenedQueue } from './opened-queue'

const opened = new OpenedQueue()

/** One running app per profile. False: another one runs, or will, and is told what was to be opened. */
export function becomeOnlyInstance(): boolean {
  const list = listOf(process.argv)
  const paths = list === null ? pathsOfCommandLine(process.argv, app.isPackaged, process.cwd()) : []
  // Windows has no such limit.
  if (list === null && process.platform !== 'win32' && needsList(process.argv, paths)) {
    startAgain(paths)
    return false
  }
  if (!app.requestSingleInstanceLock({ paths })) return false
  opened.open(list === null ? paths : takeList(list))
  app.on('second-instance', (_event, words, folder, handedOver) => {
    const named = listOf(words)
    // Electron may lose what was handed over by a start that comes very early; the words it never does.
    const others = pathsIn(handedOver) ?? pathsOfCommandLine(words, app.isPackaged, folder)
    opened.open(named === null ? others : takeList(named))
  })
  // macOS tells of files by an event, at start and later.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    opened.open([path])
  })
  return true
}

/** Asking who runs already would send the whole command line: another start asks, whose words are few. */
function startAgain(paths: readonly string[]): void {
  // The program of an AppImage is gone with the start that unpacked it.
  const program = process.env['APPIMAGE'] ?? process.execPath
  const words = wordsWithoutPaths(process.argv, app.isPackaged)
  spawn(program, [...words, listWord(writeList(paths))], { detached: true, stdio: 'ignore' }).unref()
}

/** What a second start hands to the first: it knows the folder that its words are relative to. */
function pathsIn(handedOver: unknown): string[] | null {
  if (typeof handedOver !== 'object' || handedOver === null || !('paths' in handedOver)) return null
  const { paths } = handedOver
  if (!Array.isArray(paths)) return null
  return paths.every((path): path is string => typeof path === 'string') ? paths : null
}

/** `listener` gets what was opened so far, and then each further start, also one that opened nothing. */
export function onOpened(listener: (paths: string[]) => void): void {
  opened.onOpened(listener)
}
