import type { LibraryRow } from '@shared/library/library'
import { useI18n } from 'vue-i18n'
import { api } from '../../api'
import { useConfirm } from '../../composables/use-confirm'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { useFormat } from '../../composables/use-format'
import { useAppStore } from '../../stores/app.store'

/** The instance is asked for playlists, but nobody waits long to be asked a question. */
const PATIENCE_MS = 1500

/** Asks, naming what is lost, and then deletes a video from its instance; offline that waits. */
export function useVideoDeletion(onAgreed: (row: LibraryRow) => void) {
  const { t } = useI18n()
  const format = useFormat()
  const confirm = useConfirm()
  const app = useAppStore()
  const { run } = useErrorDialog()

  async function playlistCount({ accountId, uuid }: LibraryRow): Promise<number> {
    if (!app.online) return 0
    const late = new Promise<readonly number[]>((resolve) => {
      setTimeout(() => {
        resolve([])
      }, PATIENCE_MS)
    })
    const asked = api.call('library.playlistsOf', { accountId, uuid }).catch(() => [])
    return (await Promise.race([asked, late])).length
  }

  function counted(key: 'views' | 'captions' | 'playlists', count: number): string[] {
    return count > 0 ? [t(`edits.delete.${key}`, { count: format.value.number(count) }, count)] : []
  }

  async function askAndDelete(row: LibraryRow): Promise<void> {
    const playlists = await playlistCount(row)
    const lost = [
      ...(row.duration > 0
        ? [t('edits.delete.duration', { time: format.value.duration(row.duration) })]
        : []),
      ...counted('views', row.views),
      ...counted('captions', row.captionLanguages.length),
      ...counted('playlists', playlists),
      t('edits.delete.comments'),
      ...(row.pending === null ? [] : [t('edits.delete.unsent')]),
    ]
    const body = t('edits.delete.body', { what: lost.join(', ') })
    const agreed = await confirm({
      title: t('edits.delete.title', { title: row.name }),
      body: app.online ? body : `${body} ${t('edits.delete.waits')}`,
      action: t('edits.delete.action'),
      danger: true,
    })
    if (!agreed) return
    onAgreed(row)
    await api.call('library.deleteVideos', { videos: [{ accountId: row.accountId, uuid: row.uuid }] })
  }

  return (row: LibraryRow): void => {
    void run(() => askAndDelete(row))
  }
}
