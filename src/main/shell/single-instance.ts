import { app } from 'electron'
import { pathsOfCommandLine } from './opened-files'

const MOST_PATHS = 20_000

type Listener = (paths: string[]) => void

let listener: Listener | null = null
/** Files that were opened before anybody listened. */
const early: string[] = []

/** One running app per profile. False: another one runs, and has been told what was to be opened. */
export function becomeOnlyInstance(): boolean {
  const paths = pathsOfCommandLine(process.argv, app.isPackaged, process.cwd())
  if (!app.requestSingleInstanceLock({ paths })) return false
  early.push(...paths)
  app.on('second-instance', (_event, _words, _folder, handedOver) => {
    open(pathsIn(handedOver))
  })
  // macOS tells of files by an event, at start and later.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open([path])
  })
  return true
}

/** What a second start hands to the first: it knows the folder that its words are relative to. */
function pathsIn(handedOver: unknown): string[] {
  if (typeof handedOver !== 'object' || handedOver === null || !('paths' in handedOver)) return []
  const { paths } = handedOver
  if (!Array.isArray(paths) || paths.length > MOST_PATHS) return []
  return paths.every((path): path is string => typeof path === 'string') ? paths : []
}

function open(paths: string[]): void {
  if (listener === null) early.push(...paths)
  else listener(paths)
}

/** `opened` gets what was opened so far, and then each further start, also one that opened nothing. */
export function onOpened(opened: Listener): void {
  listener = opened
  if (early.length > 0) opened(early.splice(0))
}
