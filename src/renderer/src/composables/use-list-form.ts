import type { FieldProblem } from '@shared/library/lists'
import { computed, ref, type Ref } from 'vue'
import { useFormDraft } from './use-form-draft'
import { useFormFocus } from './use-form-focus'
import { useListRefusal } from './use-list-refusal'

interface ListForm<Form extends object, Field extends string> {
  root: () => HTMLElement | null
  /** Where what is typed is kept. */
  place: () => { accountId: string; key: string }
  /** What it says without what is typed. */
  base: () => Form
  /** A new one can be created as it stands; of another, only what was changed is saved. */
  isNew: () => boolean
  problemsOf: (form: Form) => readonly FieldProblem<Field>[]
  /** Rejects with the refusal. `seen`: what each field said before it was typed into. */
  submit: (form: Form, seen: Form) => Promise<void>
  /** The person lets go of a new one. */
  cancel: () => void
}

/** The form of a channel or a playlist: kept while it is typed, complained about once it was tried, then sent. */
export function useListForm<Form extends object, Field extends string>(options: ListForm<Form, Field>) {
  const form = ref(options.base()) as Ref<Form>
  const draft = useFormDraft(options.place, form, options.base)
  const { refusal, refuse, at, forget } = useListRefusal()
  const focus = useFormFocus(options.root)
  const tried = ref(false)
  const busy = ref(false)
  const isNew = computed(options.isNew)
  const problems = computed(() => options.problemsOf(form.value))
  /** Nothing is complained about before it was tried; what is too long at once. */
  const shown = computed(() =>
    tried.value ? problems.value : problems.value.filter(({ code }) => code === 'too-long'),
  )
  const errorAt = (field: Field): string | false => at(field, shown.value) ?? false

  async function save(): Promise<void> {
    tried.value = true
    forget()
    if (problems.value.length > 0) return focus.toWrong()
    const { activeElement: pressed } = document
    busy.value = true
    draft.flush()
    const saved = { ...form.value }
    const seen = draft.seen()
    try {
      await options.submit(saved, seen)
      await draft.settle(saved, seen)
      tried.value = false
    } catch (error) {
      refuse(error)
    } finally {
      busy.value = false
    }
    if (refusal.value?.field != null) await focus.toWrong(pressed)
  }

  function discard(): void {
    forget()
    tried.value = false
    void draft.reset()
    if (isNew.value) options.cancel()
  }

  const { restored, changed } = draft
  return { form, restored, isNew, changed, busy, refusal, errorAt, save, discard, focus: focus.toFirst }
}
