import { basename } from 'node:path'
import type { SettingsTable } from '../storage/settings-table'
import { Downloads, type DownloadsDeps } from './downloads'

export type { Downloads } from './downloads'

export interface DownloadsService {
  readonly downloads: Downloads
  /** Looks up the titles, and queues them. */
  start(videos: readonly { accountId: string; uuid: string }[]): Promise<void>
  /** Its last part: the page learns no paths. */
  folderName(): { name: string }
  /** Null: the dialog was closed. */
  chooseFolder(): Promise<{ name: string } | null>
}

export interface CreateDownloadsDeps extends Omit<DownloadsDeps, 'folder'> {
  settings: SettingsTable
  /** The system's own folder for downloads. */
  usualFolder: () => string
  pickFolder: () => Promise<string | null>
  titleOf: (accountId: string, uuid: string) => Promise<string>
}

const KEY = 'downloads.folder'

/** Nothing happens before `downloads.startUp`. */
export function createDownloads(deps: CreateDownloadsDeps): DownloadsService {
  const { settings, usualFolder, pickFolder, titleOf } = deps
  const folder = (): string => {
    const chosen = settings.get(KEY)
    return typeof chosen === 'string' ? chosen : usualFolder()
  }
  const folderName = (): { name: string } => ({ name: basename(folder()) || folder() })
  const downloads = new Downloads({ ...deps, folder })
  return {
    downloads,
    folderName,
    async start(videos) {
      const wanted = await Promise.all(
        videos.map(async ({ accountId, uuid }) => ({
          accountId,
          uuid,
          title: await titleOf(accountId, uuid).catch(() => uuid),
        })),
      )
      downloads.start(wanted)
    },
    async chooseFolder() {
      const chosen = await pickFolder()
      if (chosen === null) return null
      settings.set({ [KEY]: chosen })
      return folderName()
    },
  }
}
