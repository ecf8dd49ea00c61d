import type { Choice } from '@shared/accounts/choices'
import type { Draft, DraftField } from '@shared/uploads/draft'
import { computed, type WritableComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useForm } from './form'

/** Stands for null in lists, which know texts alone. */
const NONE = 'none'

type FieldsOf<Value> = {
  [Field in DraftField]: Draft[Field] extends Value ? Field : never
}[DraftField]

/** A text of the draft; empty while the drafts differ. */
export function useTextField(field: FieldsOf<string>): WritableComputedRef<string> {
  const form = useForm()
  return computed({
    get: () => form.value(field) ?? '',
    set: (value) => {
      form.set({ [field]: value })
    },
  })
}

/** A yes or no; `indeterminate` while the drafts differ. */
export function useYesNoField(field: FieldsOf<boolean>): WritableComputedRef<boolean | 'indeterminate'> {
  const form = useForm()
  return computed({
    get: () => form.value(field) ?? 'indeterminate',
    set: (value) => {
      if (value !== 'indeterminate') form.set({ [field]: value })
    },
  })
}

interface SelectItem {
  value: string
  label: string
}

/** The server's list with "not said" on top, and the draft's value as one of its texts. */
export function useChoiceField(field: 'category' | 'licence' | 'language', choices: () => readonly Choice[]) {
  const form = useForm()
  const { t } = useI18n()
  const items = computed<SelectItem[]>(() => [
    { value: NONE, label: t('drafts.notSaid') },
    ...choices().map(({ id, label }) => ({ value: String(id), label })),
  ])
  const value = computed(() => {
    const now = form.value(field)
    return now === undefined ? undefined : now === null ? NONE : String(now)
  })
  function choose(text: string): void {
    const choice = choices().find(({ id }) => String(id) === text)
    form.set({ [field]: choice?.id ?? null })
  }
  return { items, value, choose }
}
