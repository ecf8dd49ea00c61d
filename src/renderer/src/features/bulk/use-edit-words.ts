import { assertNever } from '@shared/assert-never'
import type { VideoChanges, VideoEdit, VideoField } from '@shared/library/edit'
import { COMMENTS } from '@shared/uploads/draft-values'
import { useI18n } from 'vue-i18n'
import { formatTimecode } from '../../composables/timecode'
import { useFormat } from '../../composables/use-format'
import { useChoicesStore } from '../../stores/choices.store'
import { PRIVACY_ICONS, problemText } from '../uploads'

/** One field of an edit, as people read it. */
export interface EditLine {
  field: VideoField | 'playlists'
  name: string
  before: string
  after: string
}

const COMMENT_WORDS: Record<number, 'enabled' | 'disabled' | 'requiresApproval'> = {
  [COMMENTS.enabled]: 'enabled',
  [COMMENTS.disabled]: 'disabled',
  [COMMENTS.requiresApproval]: 'requiresApproval',
}

/** What edits change, in the words of the window. */
export function useEditWords() {
  const { t } = useI18n()
  const format = useFormat()
  const choices = useChoicesStore()

  type ServerList = 'categories' | 'licences' | 'languages' | 'privacies'

  function serverWord(accountId: string, list: ServerList, id: string | number | null): string {
    if (id === null) return t('drafts.notSaid')
    const label = choices.choicesOf(accountId)?.[list].find((one) => String(one.id) === String(id))?.label
    return label ?? String(id)
  }

  function privacyWord(accountId: string, id: number): string {
    const known = PRIVACY_ICONS[id]
    return known ? t(`uploads.privacy.${known.key}`) : serverWord(accountId, 'privacies', id)
  }

  function channelWord(accountId: string, id: number | null): string {
    const channels = choices.choicesOf(accountId)?.channels ?? []
    return channels.find((one) => one.id === id)?.displayName ?? String(id ?? '')
  }

  function flagWords(flags: number): string {
    const words = [
      ...((flags & 1) === 0 ? [] : [t('drafts.nsfw.violent')]),
      ...((flags & 2) === 0 ? [] : [t('drafts.nsfw.explicitSex')]),
    ]
    return words.join(', ')
  }

  function scheduleWord(accountId: string, schedule: VideoChanges['schedule']): string {
    if (schedule === null || schedule === undefined) return t('bulk.noSchedule')
    const when = format.value.dateTime(schedule.updateAt)
    return t('bulk.scheduled', { when, privacy: privacyWord(accountId, schedule.privacy) })
  }

  const yesNo = (on: boolean): string => t(on ? 'library.yes' : 'library.no')

  /** Empty where a side says nothing of the field. */
  function valueText(accountId: string, field: VideoField, side: VideoChanges): string {
    if (side[field] === undefined) return ''
    switch (field) {
      case 'title':
      case 'description':
      case 'support':
      case 'nsfwSummary':
        return side[field] ?? ''
      case 'tags':
        return (side.tags ?? []).join(', ')
      case 'passwords': {
        // They are told to nobody who looks over a shoulder.
        const count = side.passwords?.length ?? 0
        return t('bulk.passwordCount', { count }, count)
      }
      case 'category':
        return serverWord(accountId, 'categories', side.category ?? null)
      case 'licence':
        return serverWord(accountId, 'licences', side.licence ?? null)
      case 'language':
        return serverWord(accountId, 'languages', side.language ?? null)
      case 'privacy':
        return privacyWord(accountId, side.privacy ?? 0)
      case 'channelId':
        return channelWord(accountId, side.channelId ?? null)
      case 'commentsPolicy':
        return t(`drafts.comments.${COMMENT_WORDS[side.commentsPolicy ?? 0] ?? 'enabled'}`)
      case 'downloadEnabled':
      case 'nsfw':
      case 'waitTranscoding':
        return yesNo(side[field])
      case 'nsfwFlags':
        return flagWords(side.nsfwFlags ?? 0)
      case 'originallyPublishedAt':
        return side.originallyPublishedAt == null
          ? t('drafts.notSaid')
          : format.value.date(side.originallyPublishedAt)
      case 'schedule':
        return scheduleWord(accountId, side.schedule)
      case 'chapters':
        return (side.chapters ?? [])
          .map(({ timecode, title }) => `${formatTimecode(timecode)} ${title}`)
          .join('\n')
      default:
        return assertNever(field)
    }
  }

  function playlistLine({ accountId, parts: { playlists } }: VideoEdit): EditLine[] {
    if (playlists.add.length + playlists.remove.length === 0) return []
    const known = choices.choicesOf(accountId)?.playlists ?? []
    const names = (ids: readonly number[]): string =>
      ids.map((id) => known.find((one) => one.id === id)?.displayName ?? String(id)).join(', ')
    const name = t('drafts.field.playlistIds')
    return [{ field: 'playlists', name, before: names(playlists.remove), after: names(playlists.add) }]
  }

  /** Every field that an edit changes; those that were never told come without a before. */
  function linesOf(edit: VideoEdit): EditLine[] {
    const { accountId, changes, base } = edit
    const fields = Object.keys(changes) as VideoField[]
    const lines = fields.map((field) => ({
      field,
      name: t(`drafts.field.${field}`),
      before: valueText(accountId, field, base),
      after: valueText(accountId, field, changes),
    }))
    return [...lines, ...playlistLine(edit)]
  }

  /** Why an edit is not sent, failed or waits; empty: nothing is the matter. */
  function reasonsOf({ state }: VideoEdit): string[] {
    if (state.name === 'refused') {
      return state.reason === 'not-read' ? [t('bulk.notRead')] : problemLines(state.problems)
    }
    if (state.name === 'waiting') return state.note === null ? [] : [t(`bulk.note.${state.note}`)]
    if (state.name === 'conflict') return [t('bulk.conflictHint')]
    if (state.name !== 'failed') return []
    const { code, detail, fieldWords, problems } = state.failure
    const said = fieldWords.map(({ field, words }) => line(field, words))
    return [t(`bulk.failure.${code}`), ...(detail === '' ? [] : [detail]), ...said, ...problemLines(problems)]
  }

  type Refusal = Extract<VideoEdit['state'], { name: 'refused' }>

  function problemLines(problems: Refusal['problems']): string[] {
    return problems.map((problem) => line(problem.field, problemText(problem, t, format.value)))
  }

  const line = (field: string, problem: string): string =>
    t('drafts.problemLine', { field: t(`drafts.field.${field}`), problem })

  return { linesOf, reasonsOf }
}

export type EditWords = ReturnType<typeof useEditWords>
