import type { CalendarItem } from '@shared/library/calendar'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { regionalLocale } from '../../composables/format'
import { useAccountsStore } from '../../stores/accounts.store'
import { useAppStore } from '../../stores/app.store'
import { PRIVACY_ICONS } from '../uploads'
import { useCalendarStore } from './calendar.store'
import type { Day } from './days'

export const PENDING_LOOKS = {
  conflict: { icon: 'i-lucide-git-compare', ink: 'text-error' },
  failed: { icon: 'i-lucide-circle-alert', ink: 'text-error' },
  sending: { icon: 'i-lucide-cloud-upload', ink: 'text-primary' },
  waiting: { icon: 'i-lucide-clock-arrow-up', ink: 'text-warning' },
  held: { icon: 'i-lucide-pencil', ink: 'text-muted' },
} as const

/** An own failure has its own words: its next step is another one. */
const whatPends = ({ pending, hasTimePassed }: CalendarItem) =>
  pending === 'failed' && hasTimePassed ? 'timePassed' : (pending ?? 'held')

/** Dates, times and sentences of the calendar, in the language of the window and the chosen zone. */
export function useCalendarWords() {
  const { t, locale } = useI18n({ useScope: 'global' })
  const app = useAppStore()
  const accounts = useAccountsStore()
  const store = useCalendarStore()
  const region = computed(() => regionalLocale(locale.value, app.info?.systemLocale ?? locale.value))

  const made = (options: Intl.DateTimeFormatOptions) =>
    computed(() => new Intl.DateTimeFormat(region.value, options))
  // Days are in no zone: they are written as UTC, in which they were read.
  const month = made({ timeZone: 'UTC', month: 'long', year: 'numeric' })
  const long = made({ timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const numbered = made({ timeZone: 'UTC', day: 'numeric', month: 'long' })
  const spanned = made({ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
  const shortWeekday = made({ timeZone: 'UTC', weekday: 'short' })
  const longWeekday = made({ timeZone: 'UTC', weekday: 'long' })
  const timed = computed(
    () =>
      new Intl.DateTimeFormat(region.value, {
        timeZone: store.timeZone,
        timeStyle: 'short',
      }),
  )
  const moment = computed(
    () =>
      new Intl.DateTimeFormat(region.value, {
        timeZone: store.timeZone,
        dateStyle: 'full',
        timeStyle: 'short',
      }),
  )
  const dateOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

  function privacy(id: number): string {
    const known = PRIVACY_ICONS[id]
    return known ? t(`uploads.privacy.${known.key}`) : String(id)
  }

  /** What becomes of it then. */
  function becomes({ kind, privacy: id }: CalendarItem): string {
    return t(`calendar.becomes.${kind}`, { privacy: privacy(id) })
  }

  const pending = (item: CalendarItem): string =>
    item.pending === null ? '' : t(`calendar.pending.${whatPends(item)}`)

  const fate = (item: CalendarItem): string =>
    [becomes(item), pending(item)].filter((part) => part !== '').join(', ')
  const time = (at: number): string => timed.value.format(at)

  return {
    region,
    privacy,
    becomes,
    pending,
    account: accounts.nameOf,
    time,
    moment: (at: number) => moment.value.format(at),
    month: (day: Day) => month.value.format(dateOf(day)),
    day: (day: Day) => long.value.format(dateOf(day)),
    dayAndMonth: (day: Day) => numbered.value.format(dateOf(day)),
    days: (from: Day, to: Day) => spanned.value.formatRange(dateOf(from), dateOf(to)),
    weekday: (day: Day) => shortWeekday.value.format(dateOf(day)),
    weekdayInFull: (day: Day) => longWeekday.value.format(dateOf(day)),
    /** What comes of it, and what waits. */
    fate,
    /** All of it in one sentence. */
    item: (item: CalendarItem): string => `${time(item.at)} ${item.name}, ${fate(item)}`,
  }
}

export type CalendarWords = ReturnType<typeof useCalendarWords>
