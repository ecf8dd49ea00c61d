import type { LibraryRow } from '@shared/library/library'
import type { ContextMenuItem } from '@nuxt/ui'
import { useToast } from '@nuxt/ui/composables/useToast'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../../api'
import { useAnnouncer } from '../../composables/use-announcer'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { useOpenUrl } from '../../composables/use-open-url'
import { useSelectAll } from '../../composables/use-select-all'
import { useDownloadsStore } from '../downloads'
import { embedCode } from './embed-code'
import { useLibraryStore } from './library.store'
import { chooseAll } from './selection'

/** Calls of main take so many videos. */
const MOST_AT_ONCE = 1000

/** What the person does with the video that they are on. */
export function useLibraryActions() {
  const { t } = useI18n()
  const store = useLibraryStore()
  const { run } = useErrorDialog()
  const { announce } = useAnnouncer()
  const openUrl = useOpenUrl()

  const toast = useToast()

  type Tell = (said: string) => void

  /** Seen and heard; a button that shows by itself that it was done needs to be heard only. */
  const show: Tell = (title) => {
    toast.add({ id: 'library-copied', title, icon: 'i-lucide-check', color: 'success' })
  }

  function copyText(text: string, said: string, tell: Tell): void {
    void run(async () => {
      await api.call('app.copyText', { text })
      tell(said)
    })
  }

  const copyUuid = (uuid: string): void => {
    copyText(uuid, t('common.copied'), announce)
  }
  const copyLink = (row: LibraryRow, tell: Tell = announce): void => {
    copyText(row.url, t('library.linkCopied'), tell)
  }
  const copyEmbed = (row: LibraryRow, tell: Tell = announce): void => {
    copyText(embedCode(row), t('library.embedCopied'), tell)
  }
  /** By keys, where no button shows it. */
  const copyActiveLink = (): void => {
    if (store.activeRow !== null) copyLink(store.activeRow, show)
  }

  const downloads = useDownloadsStore()
  function download(rows: readonly LibraryRow[]): void {
    const videos = rows.filter(({ isLive }) => !isLive)
    if (videos.length === 0) return
    void run(async () => {
      await downloads.add(videos)
      announce(t('downloads.started'))
    })
  }

  useSelectAll(() => {
    store.select(chooseAll(store.selection, store.total))
  })

  /** Of the row that was clicked; playlists and files are for all that are chosen. */
  function menuOf(
    details: () => void,
    addToPlaylist: () => void,
    captionFiles: (rows: LibraryRow[]) => void,
    deleteVideo: (row: LibraryRow) => void,
  ) {
    return computed<ContextMenuItem[][]>(() => {
      const row = store.activeRow
      const open = {
        label: t('library.details'),
        icon: 'i-lucide-panel-right',
        kbds: ['enter'],
        onSelect: details,
      }
      if (row === null) return [[open]]
      const items: ContextMenuItem[] = [
        {
          label: t('common.openInBrowser'),
          icon: 'i-lucide-external-link',
          onSelect: () => {
            openUrl(row.url)
          },
        },
        {
          label: t('library.copyLink'),
          icon: 'i-lucide-link',
          kbds: ['meta', 'c'],
          onSelect: () => {
            copyLink(row, show)
          },
        },
        {
          label: t('library.copyEmbed'),
          icon: 'i-lucide-code',
          onSelect: () => {
            copyEmbed(row, show)
          },
        },
      ]
      const add: ContextMenuItem = {
        label: t('playlists.addAction'),
        icon: 'i-lucide-list-plus',
        onSelect: addToPlaylist,
      }
      const ofChosen = (act: (rows: LibraryRow[]) => void): void => {
        void run(async () => {
          act(store.chosen > 1 ? await store.chosenRows(MOST_AT_ONCE) : [row])
        })
      }
      const files: ContextMenuItem[] = [
        {
          label: t('downloads.start'),
          icon: 'i-lucide-download',
          onSelect: () => {
            ofChosen(download)
          },
        },
        {
          label: t('captions.batch.menu'),
          icon: 'i-lucide-captions',
          onSelect: () => {
            ofChosen(captionFiles)
          },
        },
      ]
      const remove: ContextMenuItem = {
        label: t('edits.delete.button'),
        icon: 'i-lucide-trash-2',
        onSelect: () => {
          deleteVideo(row)
        },
      }
      return [[open], [add], items, files, ...(store.chosen > 1 ? [] : [[remove]])]
    })
  }

  return { download, copyUuid, copyLink, copyActiveLink, copyEmbed, openUrl, menuOf }
}
