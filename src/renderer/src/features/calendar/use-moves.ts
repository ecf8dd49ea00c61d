import { useI18n } from 'vue-i18n'
import { useConfirm } from '../../composables/use-confirm'
import { useFormat } from '../../composables/use-format'
import { useAppStore } from '../../stores/app.store'
import { problemText } from '../uploads'
import { useCalendarStore } from './calendar.store'
import { Moves } from './moves'

/** Moves what stands in the calendar. */
export function useMoves(): Moves {
  const { t } = useI18n()
  const format = useFormat()
  const store = useCalendarStore()
  const app = useAppStore()
  const confirm = useConfirm()

  return new Moves({
    words: {
      refused: (reason) => t(`calendar.refused.${reason}`),
      problems: (problems) => problems.map((problem) => problemText(problem, t, format.value)).join(' '),
      conflict: () => t('lists.form.conflict'),
    },
    timeZone: () => store.timeZone,
    isOnline: () => app.online,
    now: () => Date.now(),
    saveHeldToo: ({ name }) =>
      confirm({
        title: t('calendar.held.title'),
        body: t('calendar.held.body', { name }),
        action: t('calendar.held.action'),
      }),
    place: store.place,
    load: store.load,
  })
}
