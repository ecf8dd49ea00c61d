import { systemTimeZone } from '@shared/time/zoned-time'
import { useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'
import type { CalendarMode } from './days'

export const MODES = ['month', 'week', 'list'] as const satisfies readonly CalendarMode[]

function isZone(name: unknown): name is string {
  if (typeof name !== 'string' || name === '') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** How the person likes to look at the calendar; stays over restarts. */
export function useCalendarView() {
  const storedMode = useLocalStorage('longshore.calendar.mode', 'month')
  /** Empty: that of the system, also when the computer travels. */
  const storedZone = useLocalStorage('longshore.calendar.zone', '')
  const mode = computed<CalendarMode>({
    get: () => MODES.find((known) => known === storedMode.value) ?? 'month',
    set: (value) => {
      storedMode.value = value
    },
  })
  const chosenZone = computed({
    get: () => (isZone(storedZone.value) ? storedZone.value : ''),
    set: (value: string) => {
      storedZone.value = value
    },
  })
  const timeZone = computed(() => chosenZone.value || systemTimeZone())
  return { mode, chosenZone, timeZone }
}
