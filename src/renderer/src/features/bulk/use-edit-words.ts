import type { VideoEdit, VideoField } from '@shared/library/edit'
import { undoLosses } from '@shared/library/undo-losses'
import type { Problem } from '@shared/uploads/upload'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import type { DiffSide } from '../../composables/word-diff'
import { useAccountsStore } from '../../stores/accounts.store'
import { useChoicesStore } from '../../stores/choices.store'
import { useValueWords, useVideoEditWords } from '../library'
import { problemText } from '../uploads'

/** One field of an edit, as people read it. */
export interface EditLine {
  field: VideoField | 'playlists'
  name: string
  before: DiffSide
  after: DiffSide
}

/** What edits change, and what became of them, in the words of the window. */
export function useEditWords() {
  const { t } = useI18n()
  const format = useFormat()
  const choices = useChoicesStore()
  const accounts = useAccountsStore()
  const words = useVideoEditWords()
  /** Of the edit whose values are being read: rows of one list belong to several accounts. */
  let accountId = ''
  const values = useValueWords(() => accountId)

  function playlistLine({ parts: { playlists } }: VideoEdit): EditLine[] {
    if (playlists.add.length + playlists.remove.length === 0) return []
    const known = choices.choicesOf(accountId)?.playlists ?? []
    const names = (ids: readonly number[]): string[] =>
      ids.map((id) => known.find((one) => one.id === id)?.displayName ?? String(id))
    const name = words.field('playlistIds')
    return [{ field: 'playlists', name, before: names(playlists.remove), after: names(playlists.add) }]
  }

  function tagsLine({ base, changes }: VideoEdit): EditLine {
    return { field: 'tags', name: words.field('tags'), before: base.tags ?? [], after: changes.tags ?? [] }
  }

  /** Every field that an edit changes. */
  function linesOf(edit: VideoEdit): EditLine[] {
    accountId = edit.accountId
    const lines = edit.fields.map((field): EditLine => {
      if (field === 'tags') return tagsLine(edit)
      const [before, after] = [values.text(field, edit.base), values.text(field, edit.changes)]
      // Other passwords look like those before: only that there are new ones is shown.
      return { field, name: words.field(field), before: before === after ? '' : before, after }
    })
    return [...lines, ...playlistLine(edit)]
  }

  const problemLine = (problem: Problem): string =>
    t('drafts.problemLine', {
      field: t(`drafts.field.${problem.field}`),
      problem: problemText(problem, t, format.value),
    })

  /** Why an edit is not sent, failed or waits; empty: nothing is the matter. */
  function reasonsOf(edit: VideoEdit): string[] {
    const { state } = edit
    if (state.name === 'refused') {
      return state.reason === 'not-read' ? [t('bulk.notRead')] : state.problems.map(problemLine)
    }
    if (state.name === 'waiting')
      return state.note === null && !edit.isBehind && !edit.isPartly ? [] : [words.state(edit)]
    if (state.name === 'conflict')
      return [t(edit.kind === 'delete' ? 'edits.deleteConflictHint' : 'edits.conflictHint')]
    const trouble = words.trouble(state)
    return trouble === null ? [] : [trouble.title, trouble.quote].filter((text) => text !== '')
  }

  /** What of it no undo brings back; said while that can be considered. */
  function lossesOf(edit: VideoEdit): string[] {
    return edit.state.name === 'planned' ? undoLosses(edit).map((loss) => t(`bulk.loss.${loss}`)) : []
  }

  /** Whose video it is; empty: there is only one account. */
  function accountOf(edit: VideoEdit): string {
    return accounts.nameAmongSeveral(edit.accountId)
  }

  return { accountOf, linesOf, reasonsOf, lossesOf, stateOf: words.state }
}

export type EditWords = ReturnType<typeof useEditWords>
