import type { LibraryRow } from '@shared/library/library'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../../../api'
import type { FormPicture } from '../../video-form'
import { videoOfKey } from './edits.store'
import type { LoadedVideo } from './use-editable'

/** The picture of a video of the library: the one that waits, else the instance's. */
export function useLibraryPicture(
  key: ComputedRef<string>,
  row: () => LibraryRow,
  { editable, reload }: LoadedVideo,
  isLive: ComputedRef<boolean>,
): FormPicture {
  const { t } = useI18n()
  const source = computed(() => {
    const waiting = editable.value?.thumbnail ?? null
    if (waiting !== null) return `/local/edit-picture/${waiting.file.id}`
    const { pictureVersion, uuid, accountId } = row()
    if (pictureVersion === null) return null
    return `/local/picture/${accountId}/${encodeURIComponent(uuid)}?v=${encodeURIComponent(pictureVersion)}`
  })
  const frames = computed(() => {
    if (isLive.value) return null
    const { accountId, uuid } = row()
    return {
      source: `/local/remote-video/${accountId}/${encodeURIComponent(uuid)}`,
      name: t('edits.player', { title: row().name }),
      unplayable: t('edits.frameUnplayable'),
    }
  })
  return {
    source,
    none: computed(() => t('edits.thumbnail.none')),
    clearLabel: computed(() => t('edits.thumbnail.keep')),
    pick: () => api.call('library.pickThumbnail', videoOfKey(key.value)).finally(reload),
    clear: () => api.call('library.clearThumbnail', videoOfKey(key.value)).finally(reload),
    frames,
    setFrame: (jpeg, frameAt) =>
      api.call('library.setFrame', { ...videoOfKey(key.value), jpeg, frameAt }).finally(reload),
  }
}
