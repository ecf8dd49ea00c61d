import { hasVideo } from '@shared/uploads/actions'
import type { MergedDraft } from '@shared/uploads/draft'
import type { Step, UploadRow } from '@shared/uploads/upload'
import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FormPicture } from '../video-form'
import { attachments } from './attachments'
import { valueOf } from './merged-view'

const isThumbnail = ({ kind }: Step): boolean => kind === 'thumbnail'

/** The picture of the chosen rows; a frame is one of a single row's file. */
export function useDraftPicture(
  rows: Readonly<Ref<readonly UploadRow[]>>,
  ids: ComputedRef<readonly string[]>,
  single: ComputedRef<UploadRow | null>,
  merged: ComputedRef<MergedDraft | null>,
  reload: () => Promise<void>,
): FormPicture {
  const { t } = useI18n()
  const frames = computed(() => {
    if (single.value === null) return null
    const source = `/local/video/${single.value.id}`
    return { source, name: t('drafts.frame.player'), unplayable: t('drafts.frame.unplayable') }
  })
  const isThere = computed(() => {
    const hasOne = merged.value !== null && valueOf(merged.value, 'thumbnail') !== null
    return hasOne && rows.value.every((row) => hasVideo(row.state) && !row.steps.some(isThumbnail))
  })
  const source = computed(() => {
    const row = single.value
    return row === null || row.thumbnailVersion === null
      ? null
      : `/local/thumbnail/${row.id}?v=${String(row.thumbnailVersion)}`
  })
  return {
    source,
    none: computed(() => t('drafts.thumbnail.none')),
    clearLabel: computed(() => (isThere.value ? null : t('drafts.thumbnail.clear'))),
    pick: () => attachments.pickThumbnail(ids.value).finally(reload),
    clear: () => attachments.clearThumbnail(ids.value).finally(reload),
    frames,
    setFrame: async (jpeg, frameAt) => {
      if (single.value === null) return
      await attachments.setFrame(single.value.id, jpeg, frameAt).finally(reload)
    },
  }
}
