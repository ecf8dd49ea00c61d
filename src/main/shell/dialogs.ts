import { dialog, shell, type BrowserWindow, type FileFilter } from 'electron'
import type { SavedFile } from '../machine'
import { fill, type Texts } from './texts'

export interface Dialogs {
  /** Absolute paths; null: closed. */
  pickVideos(kind: 'files' | 'folder'): Promise<string[] | null>
  pickFile(kind: 'picture' | 'caption' | 'table' | 'video'): Promise<string | null>
  pickCaptions(many: boolean): Promise<string[] | null>
  pickFolder(): Promise<string | null>
  locateFile(name: string): Promise<string | null>
  saveFile(name: string, what?: SavedFile): Promise<string | null>
  /** Shows the host and asks; then hands the address to the system's browser. `mayOpen` said yes to it before. */
  openExternal(url: URL): Promise<boolean>
}

const CAPTIONS = ['vtt', 'srt']
const READABLE_CAPTIONS = [...CAPTIONS, 'ass', 'ssa', 'sbv']
const TABLES = ['csv', 'json']
/** What people have; what the instance takes is looked at afterwards, and says so. */
const VIDEOS = [
  'mp4',
  'm4v',
  'mov',
  'webm',
  'mkv',
  'avi',
  'wmv',
  'flv',
  'ogv',
  'mts',
  'm2ts',
  'mpg',
  'mpeg',
  '3gp',
]
const PICTURES = ['jpg', 'jpeg', 'png', 'webp']

/** The system's own dialogs, in front of our window. `texts` is asked each time: the language may change. */
export function createDialogs(window: () => BrowserWindow | null, texts: () => Texts): Dialogs {
  return {
    async pickVideos(kind) {
      const folder = kind === 'folder'
      const paths = await openDialog(window(), folder ? texts().pickFolder : texts().pickVideos, {
        properties: [folder ? 'openDirectory' : 'openFile', 'multiSelections'],
      })
      return paths.length === 0 ? null : paths
    },
    async pickFile(kind) {
      const { title, name, extensions } = fileKinds(texts())[kind]
      const filters = [
        { name, extensions },
        { name: texts().allFiles, extensions: ['*'] },
      ]
      const [path] = await openDialog(window(), title, { properties: ['openFile'], filters })
      return path ?? null
    },
    async pickCaptions(many) {
      const paths = await openDialog(window(), texts().pickCaption, {
        properties: many ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: [
          { name: texts().captions, extensions: READABLE_CAPTIONS },
          { name: texts().allFiles, extensions: ['*'] },
        ],
      })
      return paths.length === 0 ? null : paths
    },
    async pickFolder() {
      const [path] = await openDialog(window(), texts().pickFolder, {
        properties: ['openDirectory', 'createDirectory'],
      })
      return path ?? null
    },
    async locateFile(name) {
      const [path] = await openDialog(window(), fill(texts().locateFile, { name }), {
        properties: ['openFile'],
      })
      return path ?? null
    },
    async saveFile(name, what = 'file') {
      const title = what === 'obs-service' ? texts().saveObsService : texts().saveFile
      const options = { title, defaultPath: name }
      const parent = window()
      const { canceled, filePath } = await (parent === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options))
      // Electron 25 answers undefined, later ones an empty text.
      return canceled || (filePath as string | undefined) === undefined || filePath === '' ? null : filePath
    },
    openExternal: (url) => askAndOpen(window(), url, texts()),
  }
}

function fileKinds(texts: Texts) {
  return {
    picture: { title: texts.pickPicture, name: texts.pictures, extensions: PICTURES },
    caption: { title: texts.pickCaption, name: texts.captions, extensions: CAPTIONS },
    table: { title: texts.pickTable, name: texts.tables, extensions: TABLES },
    video: { title: texts.pickVideo, name: texts.videos, extensions: VIDEOS },
  }
}

async function openDialog(
  parent: BrowserWindow | null,
  title: string,
  options: {
    properties: ('openFile' | 'openDirectory' | 'multiSelections' | 'createDirectory')[]
    filters?: FileFilter[]
  },
): Promise<string[]> {
  const answer = await (parent === null
    ? dialog.showOpenDialog({ title, ...options })
    : dialog.showOpenDialog(parent, { title, ...options }))
  return answer.canceled ? [] : answer.filePaths
}

async function askAndOpen(parent: BrowserWindow | null, target: URL, texts: Texts): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: texts.openTitle,
    detail: fill(texts.openDetail, { host: target.host }),
    buttons: [texts.open, texts.cancel],
    defaultId: 0,
    cancelId: 1,
  }
  const { response } = await (parent === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(parent, options))
  if (response !== 0) return false
  await shell.openExternal(target.href)
  return true
}
