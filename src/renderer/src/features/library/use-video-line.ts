import type { LibraryRow } from '@shared/library/library'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import type { Column } from './columns'
import type { LibraryWords } from './use-library-words'

/** What stands in each cell of a video's line. An empty text: nothing to say. */
export function useVideoLine(words: LibraryWords) {
  const { t } = useI18n()
  const format = useFormat()

  function day(moment: number | null): string {
    return moment === null ? '' : format.value.date(moment)
  }

  function duration(row: LibraryRow): string {
    return row.isLive && row.duration === 0 ? t('library.live') : format.value.clock(row.duration)
  }

  function cell(row: LibraryRow, column: Column): string {
    switch (column) {
      case 'channel':
        return row.channelName
      case 'privacy':
        return words.privacy(row.privacy, row.accountId)
      case 'state':
        return words.state(row)
      case 'duration':
        return duration(row)
      case 'views':
        return format.value.number(row.views)
      case 'bytes':
        return row.bytes === null ? '' : format.value.bytes(row.bytes)
      case 'publishedAt':
        return day(row.publishedAt)
      case 'createdAt':
        return day(row.createdAt)
      case 'updatedAt':
        return day(row.updatedAt)
      case 'scheduledAt':
        return row.scheduledAt === null ? '' : format.value.dateTime(row.scheduledAt)
      case 'captions':
        return row.captionLanguages.join(', ')
    }
  }

  function views(row: LibraryRow): string {
    return t('library.views', { count: format.value.number(row.views) }, row.views)
  }

  return { cell, duration, day, views }
}

export type VideoLine = ReturnType<typeof useVideoLine>
