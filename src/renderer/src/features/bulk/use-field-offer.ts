import type { Account } from '@shared/accounts/account'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useChoicesStore } from '../../stores/choices.store'
import type { ChangeForm } from './change-form'
import { whereHad } from './offers'

/** Which of the videos' instances lack a field, before anything is asked; empty: all have it. */
export function useFieldOffer(
  field: () => ChangeForm['field'],
  accounts: () => readonly Account[],
): ComputedRef<string> {
  const { t } = useI18n()
  const choices = useChoicesStore()
  return computed(() => {
    const name = field()
    if (name !== 'playerTheme' && name !== 'embedPrivacy') return ''
    const where = whereHad(
      accounts().map(({ id, host }) => ({
        host,
        has: choices.choicesOf(id)?.limits.features[name] ?? null,
      })),
    )
    if (where === 'everywhere') return ''
    return where === 'nowhere' ? t('bulk.offeredNowhere') : t('bulk.onlyOn', { hosts: where.join(', ') })
  })
}
