import type { LibraryRow, LibraryVideo } from '@shared/library/library'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import type { LibraryWords } from './use-library-words'

export interface Fact {
  name: string
  value: string
  /** A form for the video says it too. */
  isField?: true
}

/** What there is to say about a video, without what the local copy does not know. */
export function useVideoFacts(
  words: LibraryWords,
  video: () => LibraryRow & Partial<LibraryVideo>,
  accountShown: () => boolean,
) {
  const { t } = useI18n()
  const format = useFormat()

  function moment(value: number | null | undefined): string {
    return value === null || value === undefined ? '' : format.value.dateTime(value)
  }

  function named(list: 'categories' | 'licences' | 'languages', id: string | number | null): string {
    return id === null ? '' : words.serverWord(list, id, video().accountId)
  }

  function languages(): string {
    const { captionLanguages, accountId } = video()
    return captionLanguages.map((code) => words.serverWord('captionLanguages', code, accountId)).join(', ')
  }

  function yesNo(value: boolean | null | undefined): string {
    if (value === null || value === undefined) return ''
    return t(value ? 'library.yes' : 'library.no')
  }

  const groups = computed<Fact[][]>(() => {
    const one = video()
    const likes = one.likes === undefined ? '' : format.value.number(one.likes)
    const facts: Fact[][] = [
      [
        { name: t('library.column.publishedAt'), value: moment(one.publishedAt) },
        { name: t('library.column.scheduledAt'), value: moment(one.scheduledAt), isField: true },
        { name: t('library.column.createdAt'), value: moment(one.createdAt) },
        { name: t('library.column.updatedAt'), value: moment(one.updatedAt) },
        {
          name: t('library.fact.originallyPublishedAt'),
          value: moment(one.originallyPublishedAt),
          isField: true,
        },
      ],
      [
        {
          name: t('library.column.duration'),
          value: one.duration > 0 ? format.value.duration(one.duration) : '',
        },
        { name: t('library.column.views'), value: format.value.number(one.views) },
        { name: t('library.fact.likes'), value: likes },
        { name: t('library.column.bytes'), value: one.bytes === null ? '' : format.value.bytes(one.bytes) },
        { name: t('library.fact.fileName'), value: one.fileName ?? '' },
      ],
      [
        { name: t('library.filter.categories'), value: named('categories', one.category), isField: true },
        { name: t('library.filter.licences'), value: named('licences', one.licence), isField: true },
        { name: t('library.filter.languages'), value: named('languages', one.language), isField: true },
        { name: t('library.column.captions'), value: languages(), isField: true },
        { name: t('library.fact.nsfw'), value: one.nsfw ? t('library.yes') : '', isField: true },
        { name: t('library.fact.download'), value: yesNo(one.downloadEnabled), isField: true },
        { name: t('library.filter.accountIds'), value: accountShown() ? words.account(one.accountId) : '' },
      ],
    ]
    return facts.map((group) => group.filter(({ value }) => value !== '')).filter((group) => group.length > 0)
  })

  return groups
}
