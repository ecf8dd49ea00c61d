import { ELEMENT_TYPE, type PlaylistElementRow, type RefusedChange } from '@shared/playlists/playlist'
import { assertNever } from '@shared/assert-never'
import { useI18n } from 'vue-i18n'
import { formatTimecode } from '../../composables/timecode'

/** What is said of an element of a playlist. */
export function useElementWords() {
  const { t } = useI18n()

  function name({ video, type }: PlaylistElementRow): string {
    if (video !== null) return video.name
    if (type === ELEMENT_TYPE.private) return t('playlists.element.private')
    return type === ELEMENT_TYPE.deleted ? t('playlists.element.deleted') : t('playlists.element.unavailable')
  }

  function hint({ video, type }: PlaylistElementRow): string {
    if (video !== null) return video.channelName
    if (type === ELEMENT_TYPE.private) return t('playlists.element.privateHint')
    return type === ELEMENT_TYPE.deleted
      ? t('playlists.element.deletedHint')
      : t('playlists.element.unavailableHint')
  }

  /** Empty: from the start to the end. */
  function times({ startTimestamp, stopTimestamp }: PlaylistElementRow): string {
    if (startTimestamp === null && stopTimestamp === null) return ''
    const start = formatTimecode(startTimestamp ?? 0)
    return stopTimestamp === null
      ? t('playlists.timesFrom', { start })
      : t('playlists.timesBetween', { start, stop: formatTimecode(stopTimestamp) })
  }

  function change({ change: { kind } }: RefusedChange): string {
    switch (kind) {
      case 'add':
        return t('playlists.refusedChange.add')
      case 'remove':
        return t('playlists.refusedChange.remove')
      case 'move':
        return t('playlists.refusedChange.move')
      case 'times':
        return t('playlists.refusedChange.times')
      default:
        return assertNever(kind)
    }
  }

  return { name, hint, times, change }
}
