import type { CalendarItem } from '@shared/library/calendar'
import { useToast } from '@nuxt/ui/composables/useToast'
import { useEventListener } from '@vueuse/core'
import { reactive, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAnnouncer } from '../../composables/use-announcer'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { useCalendarStore } from './calendar.store'
import { keyOf } from './items'
import type { CalendarWords } from './use-calendar-words'
import { useMoves } from './use-moves'

/** Moves items, and says what became of it. */
export function useShownMoves(words: CalendarWords) {
  const { t } = useI18n()
  const toast = useToast()
  const store = useCalendarStore()
  const moves = useMoves()
  const { announce } = useAnnouncer()
  const { run } = useErrorDialog()
  const dialog = reactive<{ item: CalendarItem | null; problem: string; busy: boolean }>({
    item: null,
    problem: '',
    busy: false,
  })
  watch(
    () => dialog.item,
    () => {
      dialog.problem = ''
    },
  )

  /** The last move that was not taken back. */
  let last: { item: CalendarItem; at: number } | null = null

  const tell = (item: CalendarItem, at: number): void => {
    last = { item, at }
    announce(t('calendar.moved', { name: item.name, when: words.moment(at) }))
    toast.add({
      id: 'calendar-moved',
      title: t('calendar.movedTo', { when: words.moment(at) }),
      icon: 'i-lucide-calendar-check',
      actions: [
        {
          label: t('calendar.undo'),
          color: 'neutral',
          variant: 'outline',
          onClick: () => {
            void undo(item, at)
          },
        },
      ],
    })
  }

  /** Back to where it was, as any move: without a network it waits too. */
  async function undo(item: CalendarItem, at: number): Promise<void> {
    last = null
    const now = store.items.find((one) => keyOf(one) === keyOf({ ...item, at }))
    const refused = await run(() => moves.move(now ?? { ...item, at, isHeld: false }, item.at))
    if (refused === '') announce(t('calendar.moved', { name: item.name, when: words.moment(item.at) }))
    else if (refused) tellRefusal(item, refused)
  }

  useEventListener(document, 'keydown', (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea')
    if (!isUndo || isTyping || last === null || dialog.item !== null) return
    event.preventDefault()
    toast.remove('calendar-moved')
    void undo(last.item, last.at)
  })

  function tellRefusal(item: CalendarItem, refused: string): void {
    toast.add({
      id: 'calendar-refused',
      title: t('calendar.refused.title', { name: item.name }),
      description: refused,
      icon: 'i-lucide-circle-alert',
      color: 'warning',
    })
  }

  /** True: it moved. */
  async function moveTo(item: CalendarItem, at: number): Promise<boolean> {
    const refused = await run(() => moves.move(item, at))
    if (refused === '') {
      tell(item, at)
      return true
    }
    if (refused) tellRefusal(item, refused)
    return false
  }

  function moveFromDialog(item: CalendarItem, at: number): void {
    if (dialog.busy) return
    dialog.busy = true
    void run(async () => {
      const refused = await moves.move(item, at)
      dialog.problem = refused ?? ''
      if (refused !== '') return
      tell(item, at)
      dialog.item = null
    }).finally(() => {
      dialog.busy = false
    })
  }

  return { moveTo, moveFromDialog, dialog }
}
