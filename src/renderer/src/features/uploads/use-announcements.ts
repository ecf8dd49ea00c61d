import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAnnouncer } from '../../composables/use-announcer'
import { useFormat } from '../../composables/use-format'
import { Announcer, type Announcement } from './announcements'
import { useQueueToasts } from './use-queue-toasts'
import { useUploadsStore } from './uploads.store'

/**
 * Tells what happens in the queue, rarely: screen readers, politely, where the queue is in sight, and everybody by a
 * toast, which screen readers say too, where it is not (`elsewhere`). Who looks at another program is told by main.
 */
export function useAnnouncements(elsewhere: () => boolean): void {
  const { t } = useI18n()
  const format = useFormat()
  const store = useUploadsStore()
  const { announce } = useAnnouncer()
  const toasts = useQueueToasts()
  const announcer = new Announcer()

  function sentenceOf({ key, params: { name, count, percent } }: Announcement): string {
    const shown = { name, percent, count: format.value.number(count ?? 1) }
    return t(`uploads.announce.${key}`, shown, count ?? 1)
  }

  function say(all: readonly Announcement[]): void {
    const inSight = elsewhere() && document.hasFocus() ? all.filter((one) => !toasts.tell(one)) : all
    if (inSight.length > 0) announce(inSight.map(sentenceOf).join(' '))
  }

  watch(
    () => store.rows,
    (rows) => {
      say(announcer.rowsChanged(rows))
    },
    { immediate: true },
  )
  watch(
    () => store.progressBatch,
    (batch) => {
      say(announcer.progressed(batch, store.byId))
    },
  )
}
