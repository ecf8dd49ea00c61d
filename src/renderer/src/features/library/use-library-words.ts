import type { AccountChoices } from '@shared/accounts/choices'
import { channelKey, type LibraryRow } from '@shared/library/library'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { useAccountsStore } from '../../stores/accounts.store'
import { useChoicesStore } from '../../stores/choices.store'
import { PRIVACY_ICONS } from '../uploads'
import type { Chip, ListField, Range, RangeField } from './filters'
import { useLibraryStore } from './library.store'
import { rowStateLook, stateLook } from './state-looks'
import { useWorkingStore } from './working.store'

type ServerList = 'categories' | 'licences' | 'languages' | 'privacies' | 'captionLanguages'

/** What to call the values that videos have, in the language of the window. */
export function useLibraryWords() {
  const { t } = useI18n()
  const format = useFormat()
  const accounts = useAccountsStore()
  const choices = useChoicesStore()
  const store = useLibraryStore()
  const working = useWorkingStore()

  /** Of each account's server; one that was never reached has no words. */
  async function load(): Promise<void> {
    await Promise.all(accounts.accounts.map(({ id }) => choices.load(id).catch(() => null)))
  }

  const lists = computed(() =>
    accounts.accounts
      .map(({ id }) => choices.choicesOf(id))
      .filter((found): found is AccountChoices => found !== null),
  )

  function serverWord(list: ServerList, id: string | number, accountId: string | null): string {
    const own = accountId === null ? null : choices.choicesOf(accountId)
    for (const found of own === null ? lists.value : [own]) {
      const label = found[list].find((choice) => choice.id === id)?.label
      if (label !== undefined) return label
    }
    return String(id)
  }

  function privacy(id: number, accountId: string | null = null): string {
    const known = PRIVACY_ICONS[id]
    return known ? t(`uploads.privacy.${known.key}`) : serverWord('privacies', id, accountId)
  }

  function privacyIcon(id: number): string {
    return PRIVACY_ICONS[id]?.icon ?? 'i-lucide-circle'
  }

  function state(row: Pick<LibraryRow, 'accountId' | 'uuid' | 'state' | 'stateLabel' | 'isBlocked'>): string {
    const { word } = rowStateLook(row)
    const plain = word === null ? row.stateLabel : t(`library.state.${word}`)
    return working.isSlow(row) ? t('library.slowState', { state: plain }) : plain
  }

  function stateOf(id: number): string {
    const { word } = stateLook(id)
    if (word !== null) return t(`library.state.${word}`)
    return store.facets.states.find((facet) => facet.id === id)?.label ?? String(id)
  }

  /** By its key, or by its number alone, as in searches saved earlier. */
  function channel(value: string | number): string {
    const isIt = ({ id, accountId }: { id: number; accountId: string }): boolean =>
      id === value || channelKey(accountId, id) === value
    return store.facets.channels.find(isIt)?.label ?? String(value)
  }

  function valueWord(field: ListField, value: string | number): string {
    switch (field) {
      case 'accountIds':
        return accounts.nameOf(String(value))
      case 'channelIds':
        return channel(value)
      case 'privacies':
        return privacy(Number(value))
      case 'states':
        return stateOf(Number(value))
      case 'categories':
      case 'licences':
      case 'languages':
        return serverWord(field, value, null)
      case 'tags':
        return String(value)
    }
  }

  function endWord(field: RangeField, value: number): string {
    if (field === 'date') return format.value.date(value)
    return field === 'bytes' ? format.value.bytes(value) : format.value.duration(value)
  }

  function rangeWord(field: RangeField, { min, max }: Range): string {
    if (min !== null && max !== null) {
      return t('library.range.between', { from: endWord(field, min), to: endWord(field, max) })
    }
    if (min !== null) return t('library.range.from', { from: endWord(field, min) })
    return max === null ? '' : t('library.range.to', { to: endWord(field, max) })
  }

  function chipWord(chip: Chip): string {
    const name = t(`library.filter.${chip.field}`)
    if (chip.kind === 'list') return t('library.chip', { name, value: valueWord(chip.field, chip.value) })
    if (chip.kind === 'range') return t('library.chip', { name, value: rangeWord(chip.field, chip.value) })
    return t('library.chip', { name, value: t(chip.value ? 'library.yes' : 'library.no') })
  }

  return {
    load,
    serverWord,
    privacy,
    privacyIcon,
    state,
    isSlow: working.isSlow,
    account: accounts.nameOf,
    valueWord,
    chipWord,
  }
}

export type LibraryWords = ReturnType<typeof useLibraryWords>
