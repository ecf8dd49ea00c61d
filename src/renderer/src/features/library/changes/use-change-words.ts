import { assertNever } from '@shared/assert-never'
import { ERROR_CODES } from '@shared/errors'
import type { EditNote, EditRow } from '@shared/library/edit'
import type { ChangeRow, ChangeState, PlaylistChangeRow } from '@shared/library/change'
import type { ListForm } from '@shared/library/list-form'
import { LIST_REFUSALS } from '@shared/library/list-refusals'
import { isLiveRefusal } from '@shared/live/live-refusals'
import { useI18n } from 'vue-i18n'
import { useAppStore } from '../../../stores/app.store'
import { useClock } from '../../../composables/use-clock'
import { useEditWords } from '../edit/use-edit-words'
import { hasFormPassed } from './time-passed'
import { useFormWords } from './use-form-words'

export const CHANGE_ACTIONS = ['decide', 'save', 'retry', 'revoke', 'discard', 'undo'] as const

export type ChangeAction = (typeof CHANGE_ACTIONS)[number]

/** A change of any kind, as a line says it. */
export interface ChangeLine {
  accountId: string
  /** What is changed: a video, a playlist, a channel, a live, by its name. */
  title: string
  name: ChangeState
  state: string
  /** Why it is not there, and what it changes. */
  details: string[]
  /** Epoch milliseconds; null: not known. */
  at: number | null
  actions: ChangeAction[]
}

/** What is said about a change, whatever it changes. */
export function useChangeWords() {
  const { t } = useI18n()
  const app = useAppStore()
  const clock = useClock()
  const words = useEditWords()
  const forms = useFormWords()

  /** In a few words. */
  function stateOf(name: ChangeState, note: EditNote | null): string {
    // Main notes it only when it has tried.
    const why = name !== 'waiting' ? null : app.online ? note : 'offline'
    return why === null ? t(`edits.state.${name}`) : t(`edits.note.${why}`)
  }

  function actionsOf(name: ChangeState, wasTried: boolean): ChangeAction[] {
    switch (name) {
      case 'waiting':
        return wasTried ? ['retry', 'revoke'] : ['revoke']
      case 'conflict':
        return ['decide', 'revoke']
      case 'failed':
        return ['retry', 'revoke']
      case 'held':
        return ['save', 'discard']
      case 'sending':
      case 'done':
        return []
      default:
        return assertNever(name)
    }
  }

  function ofVideo(row: EditRow): ChangeLine {
    const { accountId, title, state, changedAt, canUndo } = row
    const name = state.name === 'planned' || state.name === 'refused' ? 'failed' : state.name
    const trouble = words.trouble(state)
    const what = row.kind === 'delete' ? t('changes.deletion') : words.changed(row)
    return {
      accountId,
      title,
      name,
      state: words.state(row),
      details: [trouble?.title ?? '', trouble?.quote ?? '', what],
      at: changedAt,
      actions:
        name === 'done' && canUndo
          ? ['undo']
          : actionsOf(name, state.name === 'waiting' && state.attempts > 0),
    }
  }

  function playlistName({ isWatchLater, playlistName: name }: PlaylistChangeRow): string {
    return isWatchLater ? t('playlists.watchLater') : name
  }

  /** What a change does to its playlist. */
  function inPlaylist({ change, videoName }: Pick<PlaylistChangeRow, 'change' | 'videoName'>): string {
    const video = videoName === '' ? t('changes.someVideo') : videoName
    if (change.kind !== 'move') return t(`changes.playlist.${change.kind}`, { video })
    const count = change.elementIds.length
    return t('changes.playlist.move', { video, more: count - 1 }, count)
  }

  function ofPlaylist(row: PlaylistChangeRow): ChangeLine {
    const { accountId, state: name, note, awaitsDeletion, madeAt, error, detail } = row
    const code = ERROR_CODES.find((known) => known === error)
    const why = detail === '' && code !== undefined ? t(`errors.${code}.title`) : detail
    return {
      accountId,
      title: playlistName(row),
      name,
      state: name === 'waiting' && awaitsDeletion ? t('changes.awaitsDeletion') : stateOf(name, note),
      details: [why, t('changes.of.playlist'), inPlaylist(row)],
      at: madeAt,
      actions: actionsOf(name, note === 'unreachable'),
    }
  }

  /** Why a form failed, and the server's own words; null: it did not. */
  function formTrouble({ of, state }: ListForm): { title: string; quote: string } | null {
    if (state.name !== 'failed') return null
    const { code, reason, detail } = state.failure
    const own = LIST_REFUSALS.find((known) => known === reason)
    if (own !== undefined) return { title: t(`lists.refusals.${own}`), quote: '' }
    if (code === 'not-found') return { title: t(`changes.gone.${of}`), quote: '' }
    if (isLiveRefusal(code)) return { title: t(`errors.${code}.title`), quote: '' }
    if (code === 'file-unreadable') return { title: t('edits.failure.file-missing'), quote: '' }
    return {
      title: t(code === 'internal' ? 'edits.failure.internal' : 'edits.failure.refused'),
      quote: detail,
    }
  }

  function ofForm(row: ListForm): ChangeLine {
    const { accountId, title, state, changedAt } = row
    const trouble = formTrouble(row)
    return {
      accountId,
      title,
      name: state.name,
      state: formState(row),
      details: [trouble?.title ?? '', trouble?.quote ?? '', ...purposeOf(row)],
      at: changedAt,
      // What stands against a deletion stands against it the next time: it is decided anew where it is asked for.
      actions: actionsOf(state.name, state.name === 'waiting' && state.attempts > 0).filter(
        (action) => action !== 'retry' || !hasGrown(row),
      ),
    }
  }

  function formState(form: ListForm): string {
    const { state, deletes } = form
    if (hasFormPassed(form, clock.value)) return t('edits.timeOver')
    if (deletes === null || state.name === 'conflict')
      return stateOf(state.name, state.name === 'waiting' ? state.note : null)
    if (state.name !== 'waiting') return t(`edits.deleteWaits.${state.name}`)
    const why = app.online ? state.note : 'offline'
    return why === null
      ? t('edits.deleteWaits.waiting')
      : `${t('changes.toBeDeleted')}. ${t(`edits.note.${why}`)}`
  }

  function purposeOf(form: ListForm): string[] {
    const { of, target, deletes } = form
    if (target === null) return [t(of === 'channel' ? 'changes.of.newChannel' : 'changes.of.newPlaylist')]
    return [t(`changes.of.${of}`), deletes === null ? forms.changed(form) : t(`changes.deletionOf.${of}`)]
  }

  function lineOf(change: ChangeRow): ChangeLine {
    switch (change.of) {
      case 'video':
        return ofVideo(change.row)
      case 'playlist':
        return ofPlaylist(change.row)
      case 'form':
        return ofForm(change.row)
      default:
        return assertNever(change)
    }
  }

  return { lineOf, stateOf, formTrouble, inPlaylist }
}

function hasGrown({ state }: ListForm): boolean {
  return state.name === 'failed' && state.failure.reason === 'more-videos'
}
