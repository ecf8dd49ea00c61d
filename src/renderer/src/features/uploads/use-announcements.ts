import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAnnouncer } from '../../composables/use-announcer'
import { Announcer, type Announcement } from './announcements'
import { useUploadsStore } from './uploads.store'

/** Tells screen readers, politely and rarely, what happens in the queue. */
export function useAnnouncements(): void {
  const { t } = useI18n()
  const store = useUploadsStore()
  const { announce } = useAnnouncer()
  const announcer = new Announcer()

  function say(all: readonly Announcement[]): void {
    const sentences = all.map(({ key, params }) =>
      t(`uploads.announce.${key}`, params, typeof params['count'] === 'number' ? params['count'] : 1),
    )
    if (sentences.length > 0) announce(sentences.join(' '))
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
