import type { CalendarItem } from '@shared/library/calendar'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { api } from '../../api'
import { oneAtATime } from '../../composables/one-at-a-time'
import { addDays, dayOf, rowsOf, startOfDay, type Day } from './days'
import { byDay, keyOf, withMoves } from './items'
import { useCalendarView } from './use-calendar-view'

const MINUTE_MS = 60_000

/** What is scheduled over all accounts, as far as it is looked at. */
export const useCalendarStore = defineStore('calendar', () => {
  const { mode, chosenZone, timeZone } = useCalendarView()
  const now = ref(Date.now())
  const today = computed(() => dayOf(now.value, timeZone.value))
  /** What is shown is the week or month of this day. */
  const anchor = ref<Day>(today.value)
  /** The day that has the focus, or gets it; one of those that are shown. */
  const day = ref<Day>(today.value)
  const firstWeekday = ref(1)
  const stored = shallowRef<readonly CalendarItem[]>([])
  const isCut = ref(false)
  const ready = ref(false)
  /** By the key that the item has in the copy. */
  const moves = shallowRef<ReadonlyMap<string, CalendarItem>>(new Map())

  const rows = computed(() => rowsOf(mode.value, anchor.value, firstWeekday.value))
  const items = computed(() => withMoves(stored.value, moves.value))
  const days = computed(() => byDay(items.value, rows.value.flat(), timeZone.value))
  const span = computed(() => {
    const first = rows.value[0]?.[0] ?? anchor.value
    const last = rows.value.at(-1)?.at(-1) ?? anchor.value
    return {
      from: startOfDay(first, timeZone.value),
      to: startOfDay(addDays(last, 1), timeZone.value),
    }
  })

  const isInSight = (there: Day): boolean => rows.value.some((row) => row.includes(there))

  /** Shows another week or month only when the day is not in sight. */
  function goTo(there: Day): void {
    day.value = there
    if (!isInSight(there)) anchor.value = there
  }

  function showFrom(there: Day): void {
    day.value = there
    anchor.value = there
  }

  async function read(): Promise<void> {
    const asked = span.value
    const answer = await api.call('library.calendar', asked)
    if (asked !== span.value) return read()
    stored.value = answer.items
    isCut.value = answer.isCut
    ready.value = true
  }

  const load = oneAtATime(read)

  /** Shows it elsewhere until `settle` is called, when the copy has it. */
  function place(item: CalendarItem, at: number): { moved: CalendarItem; settle: () => void } {
    const moved = { ...item, at }
    const key = [...moves.value].find(([, there]) => keyOf(there) === keyOf(item))?.[0] ?? keyOf(item)
    moves.value = new Map(moves.value).set(key, moved)
    const settle = (): void => {
      // It may have been moved on meanwhile.
      if (moves.value.get(key) === moved) {
        moves.value = new Map([...moves.value].filter(([other]) => other !== key))
      }
    }
    return { moved, settle }
  }

  const stops: (() => void)[] = []
  /** While the page is shown. */
  async function start(onError: (error: unknown) => void): Promise<void> {
    now.value = Date.now()
    const ticking = setInterval(() => {
      now.value = Date.now()
    }, MINUTE_MS)
    const reload = (): void => {
      load().catch(onError)
    }
    stops.push(
      api.on('library.changed', reload),
      // Announced times that wait are among the lists' forms.
      api.on('lists.changed', reload),
      watch(span, reload),
      () => {
        clearInterval(ticking)
      },
    )
    await load()
    await api.call('live.readAnnounced', {})
    await load()
  }

  function stop(): void {
    for (const end of stops.splice(0)) end()
  }

  return {
    mode,
    chosenZone,
    timeZone,
    now,
    today,
    anchor,
    day,
    firstWeekday,
    rows,
    items,
    days,
    isCut,
    ready,
    isInSight,
    goTo,
    showFrom,
    load,
    place,
    start,
    stop,
  }
})
