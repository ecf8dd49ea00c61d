import {
  LIST_FORM_FIELDS,
  type ListPicture,
  type ListChanges,
  type ListField,
  type ListForm,
  type ListKind,
} from '@shared/library/list-form'
import type { LiveSettingsField } from '@shared/live/live'
import { PLAYLIST_PRIVACY } from '@shared/playlists/playlist'
import { useI18n } from 'vue-i18n'
import { usePlayerThemes } from '../../../composables/use-player-themes'
import { useListsStore } from '../../../stores/lists.store'
import { useSettingsWords } from './use-settings-words'

const PRIVACY_KEYS: Record<number, string> = {
  [PLAYLIST_PRIVACY.public]: 'public',
  [PLAYLIST_PRIVACY.unlisted]: 'unlisted',
  [PLAYLIST_PRIVACY.private]: 'private',
}

type FormPlace = Pick<ListForm, 'of' | 'accountId' | 'target'>

/** What is said about the forms of channels, playlists and lives. */
export function useFormWords() {
  const { t } = useI18n()
  const lists = useListsStore()
  const themes = usePlayerThemes()
  const settings = useSettingsWords()

  function field(of: ListKind, name: ListField): string {
    if (isSetting(name)) return settings.name(name)
    return of === 'channel' ? t(`channels.field.${name}`) : t(`playlists.field.${name}`)
  }

  /** What a form changes, field by field. */
  function changed({ of, changes }: Pick<ListForm, 'of' | 'changes'>): string {
    return LIST_FORM_FIELDS[of]
      .filter((name) => changes[name] !== undefined)
      .map((name) => field(of, name))
      .join(', ')
  }

  /** As a text; empty: nothing. */
  function value({ accountId }: Pick<ListForm, 'accountId'>, name: ListField, values: ListChanges): string {
    if (isSetting(name)) return settings.value(name, values)
    switch (name) {
      case 'privacy': {
        const key = PRIVACY_KEYS[values.privacy ?? 0]
        return key === undefined ? '' : t(`playlists.privacy.${key}`)
      }
      case 'channelId': {
        const id = values.channelId ?? null
        if (id === null) return t('playlists.noChannel')
        return lists.channelOf(accountId, id)?.displayName ?? String(id)
      }
      case 'displayName':
      case 'description':
      case 'support':
        return values[name] ?? ''
      case 'playerTheme':
        return values.playerTheme === undefined ? '' : themes.label(values.playerTheme)
      case 'avatar':
      case 'banner':
      case 'picture':
        return values[name] == null ? '' : t('changes.conflict.notKept')
    }
  }

  /** The address of a picture of a form; null: there is none. */
  function picture(
    { of, accountId, target }: FormPlace,
    name: ListPicture,
    values: ListChanges,
  ): string | null {
    const shown = values[name] ?? null
    if (shown === null) return null
    if (typeof shown === 'object') return `/local/edit-picture/${shown.id}`
    const key = of === 'channel' ? `channel-${String(target)}-${name}` : String(target)
    return `/local/picture/${accountId}/${key}?v=${encodeURIComponent(shown)}`
  }

  return { field, changed, value, picture }
}

function isSetting(name: ListField): name is LiveSettingsField {
  return (LIST_FORM_FIELDS.live as readonly ListField[]).includes(name)
}
