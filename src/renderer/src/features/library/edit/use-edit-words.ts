import type { EditRow, EditState, VideoField } from '@shared/library/edit'
import type { Problem } from '@shared/uploads/upload'
import { useI18n } from 'vue-i18n'
import { useClock } from '../../../composables/use-clock'
import { useFormat } from '../../../composables/use-format'
import { useAppStore } from '../../../stores/app.store'
import { problemText } from '../../uploads'
import { hasEditPassed } from '../changes/time-passed'

export interface EditLook {
  icon: string
  tone: 'quiet' | 'busy' | 'good' | 'warning' | 'bad'
}

const LOOKS: Record<EditState['name'], EditLook> = {
  planned: { icon: 'i-lucide-circle-dashed', tone: 'quiet' },
  refused: { icon: 'i-lucide-ban', tone: 'bad' },
  held: { icon: 'i-lucide-pencil', tone: 'quiet' },
  waiting: { icon: 'i-lucide-clock', tone: 'quiet' },
  sending: { icon: 'i-lucide-loader', tone: 'busy' },
  conflict: { icon: 'i-lucide-git-compare', tone: 'warning' },
  failed: { icon: 'i-lucide-circle-alert', tone: 'bad' },
  done: { icon: 'i-lucide-check', tone: 'good' },
}

export const TONES: Record<EditLook['tone'], string> = {
  quiet: 'text-muted',
  busy: 'text-primary',
  good: 'text-success',
  warning: 'text-warning',
  bad: 'text-error',
}

export function lookOfEdit(name: EditState['name']): EditLook {
  return LOOKS[name]
}

const DELETION_STATES = ['waiting', 'sending', 'conflict', 'failed'] as const
const PARTLY_STATES = ['waiting', 'conflict', 'failed'] as const

function isDeletionState(name: EditState['name']): name is (typeof DELETION_STATES)[number] {
  return (DELETION_STATES as readonly string[]).includes(name)
}

function isPartlyState(name: EditState['name']): name is (typeof PARTLY_STATES)[number] {
  return (PARTLY_STATES as readonly string[]).includes(name)
}

function isTimePassed({ field, code }: Problem): boolean {
  return field === 'schedule' && code === 'in-the-past'
}

/** What is said about an edit of a video. */
export function useEditWords() {
  const { t } = useI18n()
  const format = useFormat()
  const app = useAppStore()
  const clock = useClock()

  /** In a few words. */
  function state(edit: Pick<EditRow, 'kind' | 'state' | 'isPartly' | 'isBehind' | 'publishesAt'>): string {
    const { kind, state: now, isPartly, isBehind } = edit
    if (hasEditPassed(edit, clock.value)) return t('edits.timeOver')
    if (kind === 'delete' && isDeletionState(now.name)) return t(`edits.deleteWaits.${now.name}`)
    const part = isPartly && isPartlyState(now.name) ? t(`edits.partly.${now.name}`) : ''
    if (now.name !== 'waiting') return part === '' ? t(`edits.state.${now.name}`) : part
    // Main notes it only when it has tried.
    const note = app.online ? now.note : 'offline'
    if (note !== null) return t(`edits.note.${note}`)
    if (isBehind) return t('edits.behind')
    return part === '' ? t('edits.state.waiting') : part
  }

  const field = (name: VideoField | 'thumbnail' | 'captions' | 'playlistIds'): string =>
    t(`drafts.field.${name}`)

  /** What it changes, by the names of the fields. */
  function changed({ fields, parts }: Pick<EditRow, 'fields' | 'parts'>): string {
    const { thumbnail, captions, playlists } = parts
    const others = [
      ...(thumbnail === null ? [] : (['thumbnail'] as const)),
      ...(captions.length > 0 ? (['captions'] as const) : []),
      ...(playlists.add.length + playlists.remove.length > 0 ? (['playlistIds'] as const) : []),
    ]
    return [...fields, ...others].map(field).join(', ')
  }

  /** Why it failed, and the server's own words; empty: it did not. */
  function trouble(now: EditState): { title: string; quote: string } | null {
    if (now.name === 'refused')
      return {
        title: now.reason,
        quote: now.problems.map((one) => problemText(one, t, format.value)).join(' '),
      }
    if (now.name !== 'failed') return null
    const { code, detail, fieldWords, otherWords, problems } = now.failure
    if (code === 'problems' && problems.every(isTimePassed))
      return { title: t('edits.timePassed'), quote: '' }
    const words = [
      ...fieldWords.map((one) => t('edits.fieldWords', { field: field(one.field), words: one.words })),
      ...otherWords.map(({ name, words: said }) => t('edits.fieldWords', { field: name, words: said })),
      ...problems.map((one) => problemText(one, t, format.value)),
    ]
    return { title: t(`edits.failure.${code}`), quote: words.length > 0 ? words.join(' ') : detail }
  }

  return { state, changed, trouble, field }
}
