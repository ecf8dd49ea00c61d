import type { AccountChoices } from '@shared/accounts/choices'
import type { Draft, DraftField, DraftPatch, MergedDraft } from '@shared/uploads/draft'
import type { Problem, UploadRow } from '@shared/uploads/upload'
import { validateDraft } from '@shared/uploads/validate-draft'
import { useDebounceFn } from '@vueuse/core'
import {
  computed,
  inject,
  provide,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
} from 'vue'
import { useChoicesStore } from '../../stores/choices.store'
import { useDraftsStore } from './drafts.store'
import { draftForChecks, isMixed, mixedFields, valueOf, withPatch } from './merged-view'

/** Changes of the chosen rows come in bursts while bytes flow. */
const RELOAD_AFTER_MS = 150

export interface DraftForm {
  rows: Readonly<Ref<readonly UploadRow[]>>
  ids: ComputedRef<readonly string[]>
  /** Which rows are chosen, as one text. */
  key: ComputedRef<string>
  /** The only chosen row, null when there are several. */
  single: ComputedRef<UploadRow | null>
  /** The account of all chosen rows, null when they differ. */
  accountId: ComputedRef<string | null>
  /** Null while the server's lists are not known, or rows of several accounts are chosen. */
  choices: ComputedRef<AccountChoices | null>
  merged: ComputedRef<MergedDraft | null>
  loadError: Readonly<Ref<unknown>>
  problems: ComputedRef<readonly Problem[]>
  /** Undefined: mixed. */
  value: <Field extends Exclude<DraftField, never>>(field: Field) => Draft[Field] | undefined
  mixed: (field: DraftField) => boolean
  set: (patch: DraftPatch) => void
  /** Sets it for the rows that were chosen when `key` was that. */
  setFor: (key: string, ids: readonly string[], patch: DraftPatch) => void
  reload: () => Promise<void>
}

const KEY: InjectionKey<DraftForm> = Symbol('draft form')

/** What main says about the chosen rows, read again when they change; typed text is laid over it. */
function useLoadedDraft(
  rows: Readonly<Ref<readonly UploadRow[]>>,
  ids: ComputedRef<readonly string[]>,
  key: ComputedRef<string>,
) {
  const store = useDraftsStore()
  const loaded = shallowRef<{ key: string; merged: MergedDraft } | null>(null)
  const loadError = ref<unknown>(null)

  async function reload(): Promise<void> {
    const wanted = key.value
    if (wanted === '') return
    try {
      const merged = await store.merged(ids.value)
      // Text that is not saved yet is kept in it, too: it leaves the outbox before main's word is read once more.
      if (wanted === key.value) {
        loaded.value = { key: wanted, merged: withPatch(merged, store.unsaved(ids.value)) }
      }
      loadError.value = null
    } catch (error) {
      if (wanted === key.value) loadError.value = error
    }
  }

  const reloadSoon = useDebounceFn(reload, RELOAD_AFTER_MS)
  watch(
    [key, rows],
    ([now], [before]) => {
      if (now !== before) void store.flush()
      void (now === before ? reloadSoon() : reload())
    },
    { immediate: true },
  )

  const merged = computed(() => {
    if (loaded.value?.key !== key.value) return null
    return withPatch(loaded.value.merged, store.unsaved(ids.value))
  })
  // Saved text leaves the outbox before main's word is read again: keep it here so that nothing flickers.
  function remember(patch: DraftPatch): void {
    if (loaded.value?.key !== key.value) return
    loaded.value = { key: key.value, merged: withPatch(loaded.value.merged, patch) }
  }
  return { merged, loadError, reload, remember }
}

/** Fields that differ are checked for each draft by main; the rows carry what it found. */
function checkedProblems(
  merged: MergedDraft,
  rows: readonly UploadRow[],
  choices: AccountChoices,
): Problem[] {
  const [row] = rows
  if (!row) return []
  const mixed = mixedFields(merged)
  const file = { name: row.fileName, bytes: row.fileBytes }
  const found = validateDraft(draftForChecks(merged), choices.limits, file, Date.now())
  const ours = found.filter((problem) => problem.field !== 'file' && !mixed.has(problem.field))
  return [...rows.flatMap((one) => one.problems.filter((problem) => problem.field === 'file')), ...ours]
}

/** Everything the panel's sections need of the chosen rows' drafts. */
export function useDraftForm(rows: Readonly<Ref<readonly UploadRow[]>>): DraftForm {
  const store = useDraftsStore()
  const choicesStore = useChoicesStore()
  const ids = computed(() => rows.value.map((row) => row.id))
  const key = computed(() => ids.value.join())
  const { merged, loadError, reload, remember } = useLoadedDraft(rows, ids, key)

  const accountId = computed(() => {
    const accounts = new Set(rows.value.map((row) => row.accountId))
    return accounts.size === 1 ? ([...accounts][0] ?? null) : null
  })
  watch(
    accountId,
    (id) => {
      // Without the server's lists the form still takes text; the lists come when the server answers.
      if (id !== null) choicesStore.load(id).catch(() => undefined)
    },
    { immediate: true },
  )
  const choices = computed(() => (accountId.value === null ? null : choicesStore.choicesOf(accountId.value)))
  const problems = computed(() =>
    merged.value && choices.value ? checkedProblems(merged.value, rows.value, choices.value) : [],
  )

  function setFor(when: string, about: readonly string[], patch: DraftPatch): void {
    store.edit(about, patch)
    if (when === key.value) remember(patch)
  }

  const form: DraftForm = {
    rows,
    ids,
    key,
    single: computed(() => (rows.value.length === 1 ? (rows.value[0] ?? null) : null)),
    accountId,
    choices,
    merged,
    loadError,
    problems,
    value: (field) => (merged.value ? valueOf(merged.value, field) : undefined),
    mixed: (field) => merged.value !== null && isMixed(merged.value, field),
    set: (patch) => {
      setFor(key.value, ids.value, patch)
    },
    setFor,
    reload,
  }
  provide(KEY, form)
  return form
}

/**
 * The form of the panel that this section stands in, about the rows that were chosen when the section was set up: a
 * field that is left because other rows are chosen neither reads nor changes those.
 */
export function useForm(): DraftForm {
  const form = inject(KEY)
  if (!form) throw new Error('a section of the draft panel stands outside of it')
  const [key, ids] = [form.key.value, form.ids.value]
  return {
    ...form,
    value: (field) => (form.key.value === key ? form.value(field) : undefined),
    set: (patch) => {
      form.setFor(key, ids, patch)
    },
  }
}
