import type { CalendarItem } from '@shared/library/calendar'
import type { VideoChanges } from '@shared/library/edit'
import type { Problem } from '@shared/uploads/upload'
import { VIDEO_STATE } from '@shared/library/library'
import { useI18n } from 'vue-i18n'
import { api } from '../../api'
import { useConfirm } from '../../composables/use-confirm'
import { useFormat } from '../../composables/use-format'
import { useAppStore } from '../../stores/app.store'
import { problemText } from '../uploads'
import { useCalendarStore } from './calendar.store'

/** Why it stays where it is, in words; empty: it moved. Null: the person thought better of it. */
export type MoveAnswer = string | null

/** Moves what stands in the calendar, through the edits of the library or on the instance. */
export function useMoves() {
  const { t } = useI18n()
  const format = useFormat()
  const store = useCalendarStore()
  const app = useAppStore()
  const confirm = useConfirm()
  /** One after the other: each builds on what the one before left. */
  let last: Promise<unknown> = Promise.resolve()

  const words = (problems: readonly Problem[]): string =>
    problems.map((problem) => problemText(problem, t, format.value)).join(' ')

  async function moveVideo(item: CalendarItem, at: number): Promise<string> {
    const { accountId, uuid, privacy } = item
    const scheduled = (moment: number): VideoChanges => ({
      schedule: { updateAt: new Date(moment).toISOString(), privacy, timeZone: store.timeZone },
    })
    const base = scheduled(item.at)
    const held = await api.call('library.hold', { accountId, uuid, changes: scheduled(at), base })
    const { problems } = held.problems.length > 0 ? held : await api.call('library.save', { accountId, uuid })
    if (problems.length === 0) return ''
    // Set back to its base it is no change any more: nothing stays behind.
    await api.call('library.hold', { accountId, uuid, changes: base, base })
    return words(problems)
  }

  async function moveLive(item: CalendarItem, at: number): Promise<string> {
    const { accountId, uuid } = item
    const forms = await api.call('live.forms', {})
    const isWaiting = forms.some(
      (form) => form.accountId === accountId && form.target === uuid && form.changes.schedules !== undefined,
    )
    if (isWaiting) return t('calendar.refused.liveWaits')
    const found = await api.call('live.details', { accountId, uuid, refresh: true })
    if (found === null) return t('calendar.refused.liveGone')
    const others = found.settings.schedules.filter((moment) => moment !== item.at)
    if (others.length === found.settings.schedules.length) return t('calendar.refused.liveChanged')
    const schedules = [...others, at].sort((one, other) => one - other)
    const seen = { schedules: found.settings.schedules }
    const { outcome } = await api.call('live.save', { accountId, uuid, fields: { schedules }, seen })
    return outcome === 'arrived' ? '' : t(`lists.form.${outcome}`)
  }

  /** What can be told without asking anybody. */
  function refusal(item: CalendarItem, at: number): string {
    if (at <= Date.now()) return t('calendar.refused.past')
    if (item.kind === 'video') return ''
    if (item.state !== VIDEO_STATE.waitingForLive) return t('calendar.refused.liveStarted')
    return app.online ? '' : t('calendar.refused.liveOffline')
  }

  /** Rejects with what the instance or the database said. */
  async function move(item: CalendarItem, at: number): Promise<MoveAnswer> {
    const refused = refusal(item, at)
    if (refused !== '') return refused
    if (item.isHeld) {
      const { name } = item
      const yes = await confirm({
        title: t('calendar.held.title'),
        body: t('calendar.held.body', { name }),
        action: t('calendar.held.action'),
      })
      if (!yes) return null
    }
    const { settle } = store.place(item, at)
    const turn = last.then(() => (item.kind === 'video' ? moveVideo(item, at) : moveLive(item, at)))
    last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      await store.load().finally(settle)
    }
  }

  return { move }
}
