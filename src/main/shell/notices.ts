import type { BrowserWindow } from 'electron'
import type { EndedWork } from '@shared/library/work'
import type { Settings } from '@shared/settings/settings'
import type { UploadRow } from '@shared/uploads/upload'
import { notify } from './notifications'
import type { Texts } from './texts'

interface NoticesDeps {
  window: () => BrowserWindow | null
  texts: () => Texts
  settings: () => Settings
}

/** What the queue tells a person who looks elsewhere, as far as they want to be told. */
export function createNotices({ window, texts, settings }: NoticesDeps) {
  return {
    onPublished(row: UploadRow): void {
      if (!settings().notifyPublished) return
      // What got another file was published long ago.
      const { publishedTitle, replacedTitle } = texts()
      notify(window(), row.replaces === null ? publishedTitle : replacedTitle, row.title)
    },
    onNeedsAttention(row: UploadRow): void {
      if (settings().notifyAttention) notify(window(), texts().attentionTitle, row.title)
    },
    onWorkEnded({ outcome, name }: EndedWork): void {
      if (outcome === 'ready' && settings().notifyPublished) notify(window(), texts().processedTitle, name)
      if (outcome === 'failed' && settings().notifyAttention)
        notify(window(), texts().processingFailedTitle, name)
    },
  }
}
