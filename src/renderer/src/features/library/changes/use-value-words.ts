import type { VideoChanges, VideoField, VideoFields } from '@shared/library/edit'
import { COMMENTS, EMBED_POLICY, PRIVACY } from '@shared/uploads/draft-values'
import { isoTime } from '@shared/uploads/iso-date'
import { useI18n } from 'vue-i18n'
import { formatTimecode } from '../../../composables/timecode'
import { useFormat } from '../../../composables/use-format'
import { usePlayerThemes } from '../../../composables/use-player-themes'
import { useChoicesStore } from '../../../stores/choices.store'

const PRIVACY_KEYS: Record<number, string> = {
  [PRIVACY.public]: 'public',
  [PRIVACY.unlisted]: 'unlisted',
  [PRIVACY.private]: 'private',
  [PRIVACY.internal]: 'internal',
  [PRIVACY.passwordProtected]: 'password',
}
const COMMENT_KEYS: Record<number, string> = {
  [COMMENTS.enabled]: 'enabled',
  [COMMENTS.disabled]: 'disabled',
  [COMMENTS.requiresApproval]: 'requiresApproval',
}
const FLAGS = [
  { bit: 1, key: 'violent' },
  { bit: 2, key: 'explicitSex' },
] as const

/** A refused edit keeps what was written, which may be no date: it stands as it was. */
function dated(text: string, words: (at: number) => string): string {
  const at = isoTime(text)
  return at === null ? text : words(at)
}

/** Values of fields as texts, as people read them; an empty text: nothing. */
export function useValueWords(accountId: () => string) {
  const { t } = useI18n()
  const format = useFormat()
  const choices = useChoicesStore()
  const themes = usePlayerThemes()

  function privacy(id: number): string {
    const key = PRIVACY_KEYS[id]
    if (key !== undefined) return t(`drafts.privacy.${key}.name`)
    return choices.choicesOf(accountId())?.privacies.find((one) => one.id === id)?.label ?? String(id)
  }

  function named(
    list: 'categories' | 'licences' | 'languages',
    id: number | string | null | undefined,
  ): string {
    if (id === null || id === undefined) return ''
    const offered = choices.choicesOf(accountId())?.[list] ?? []
    return offered.find((choice) => String(choice.id) === String(id))?.label ?? String(id)
  }

  function channel(id: number | null | undefined): string {
    if (id === null || id === undefined) return ''
    const channels = choices.choicesOf(accountId())?.channels ?? []
    return channels.find((one) => one.id === id)?.displayName ?? String(id)
  }

  function schedule(wish: VideoFields['schedule'] | undefined): string {
    if (!wish) return ''
    const moment = dated(wish.updateAt, format.value.dateTime)
    return [moment, privacy(wish.privacy)].filter((text) => text !== '').join(' · ')
  }

  function embedding(privacy: VideoFields['embedPrivacy'] | undefined): string {
    if (privacy === undefined) return ''
    const { policy, domains } = privacy
    if (policy === EMBED_POLICY.everywhere) return t('player.embed.everywhere')
    if (policy !== EMBED_POLICY.allowlist) return t('player.embed.other', { policy })
    return [t('player.embed.allowlist'), ...domains].join('\n')
  }

  const yesNo = (is: boolean | undefined): string =>
    is === undefined ? '' : t(is ? 'library.yes' : 'library.no')

  function text(field: VideoField, values: VideoChanges): string {
    switch (field) {
      case 'title':
      case 'description':
      case 'support':
      case 'nsfwSummary':
        return values[field] ?? ''
      case 'tags':
        return (values.tags ?? []).join(', ')
      case 'channelId':
        return channel(values.channelId)
      case 'privacy':
        return values.privacy === undefined ? '' : privacy(values.privacy)
      case 'category':
        return named('categories', values.category)
      case 'licence':
        return named('licences', values.licence)
      case 'language':
        return named('languages', values.language)
      case 'commentsPolicy':
        return t(`drafts.comments.${COMMENT_KEYS[values.commentsPolicy ?? COMMENTS.enabled] ?? 'enabled'}`)
      case 'downloadEnabled':
      case 'nsfw':
      case 'waitTranscoding':
        return yesNo(values[field])
      case 'nsfwFlags':
        return FLAGS.filter(({ bit }) => ((values.nsfwFlags ?? 0) & bit) !== 0)
          .map(({ key }) => t(`drafts.nsfw.${key}`))
          .join(', ')
      case 'originallyPublishedAt':
        return dated(values.originallyPublishedAt ?? '', format.value.date)
      case 'schedule':
        return schedule(values.schedule)
      case 'passwords':
        // Shown to nobody who did not ask for them.
        return (values.passwords ?? []).map(() => '••••••').join(', ')
      case 'chapters':
        return (values.chapters ?? [])
          .map((chapter) => `${formatTimecode(chapter.timecode)} ${chapter.title}`)
          .join('\n')
      case 'playerTheme':
        return values.playerTheme === undefined ? '' : themes.label(values.playerTheme)
      case 'embedPrivacy':
        return embedding(values.embedPrivacy)
    }
  }

  return { text }
}
