import type { CaptionPending } from '@shared/captions/caption'
import { useI18n } from 'vue-i18n'
import { useAppStore } from '../../stores/app.store'

/** What is said of captions that are to be sent or deleted. */
export function usePendingWords() {
  const { t } = useI18n()
  const app = useAppStore()

  return ({ wish, state, note }: CaptionPending): string => {
    // Main notes it only when it has tried.
    const why = state !== 'waiting' ? null : app.online ? note : 'offline'
    const what = t(`captions.pending.${wish}.${state}`)
    return why === null ? what : `${what} · ${t(`edits.note.${why}`)}`
  }
}
