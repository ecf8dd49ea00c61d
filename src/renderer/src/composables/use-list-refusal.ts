import { LIST_REFUSALS } from '@shared/library/list-refusals'
import type { FieldProblem } from '@shared/library/lists'
import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { toAppError } from '../api'
import { useErrorText } from './use-error-text'
import { useFormat } from './use-format'

export interface Refusal {
  /** Null: it is about no field. */
  field: string | null
  title: string
  hint: string
  /** The server's own words; empty where ours say it. */
  quote: string
}

/** Problems of a form with a channel or playlist: ours before it is sent, and the instance's refusal at its field. */
export function useListRefusal() {
  const { t } = useI18n()
  const errorText = useErrorText()
  const format = useFormat()
  const refusal = shallowRef<Refusal | null>(null)

  function refuse(thrown: unknown): void {
    const error = toAppError(thrown)
    const { field = null, reason = null, detail = '' } = error.details
    const own = LIST_REFUSALS.find((known) => known === reason)
    const { title, hint } = errorText(error)
    refusal.value = {
      field: typeof field === 'string' ? field : null,
      title: own === undefined ? title : t(`lists.refusals.${own}`),
      hint: own === undefined ? hint : '',
      quote: own === undefined && typeof detail === 'string' ? detail : '',
    }
  }

  function wordOf<Field extends string>(problem: FieldProblem<Field>): string {
    const shown = Object.entries(problem.params).map(
      ([name, value]) => [name, format.value.number(value)] as const,
    )
    return t(`lists.problems.${problem.code}`, Object.fromEntries(shown))
  }

  /** What stands at a field; undefined: nothing. */
  function at<Field extends string>(
    field: Field,
    problems: readonly FieldProblem<Field>[],
  ): string | undefined {
    const own = problems.find((problem) => problem.field === field)
    if (own !== undefined) return wordOf(own)
    const { value } = refusal
    return value?.field === field
      ? [value.title, value.quote].filter((part) => part !== '').join(' ')
      : undefined
  }

  function forget(): void {
    refusal.value = null
  }

  return { refusal, refuse, at, forget }
}
