import { hasVideo } from '@shared/uploads/actions'
import type { AccountChoices } from '@shared/accounts/choices'
import type { DraftPatch, MergedDraft } from '@shared/uploads/draft'
import { bitsOf } from '@shared/uploads/merge-drafts'
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
import { provideForm, type VideoForm } from '../video-form'
import { useDraftsStore } from './drafts.store'
import { draftForChecks, isMixed, mixedFields, valueOf, withPatch } from './merged-view'
import { useDraftPicture } from './use-draft-picture'

/** Changes of the chosen rows come in bursts while bytes flow. */
const RELOAD_AFTER_MS = 150

export interface DraftForm extends VideoForm {
  rows: Readonly<Ref<readonly UploadRow[]>>
  /** The only chosen row, null when there are several. */
  single: ComputedRef<UploadRow | null>
  merged: ComputedRef<MergedDraft | null>
  loadError: Readonly<Ref<unknown>>
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
  // Whether a moment that has passed is too late, main knows: the instance may have carried out the plan.
  const isTooLate = rows.some(
    ({ state, problems }) => state.name === 'draft' || problems.some(({ code }) => code === 'in-the-past'),
  )
  const ours = found.filter(
    ({ field, code }) => field !== 'file' && !mixed.has(field) && (code !== 'in-the-past' || isTooLate),
  )
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

  /** `when`: the ids of the rows, as one text. */
  function setFor(when: string, patch: DraftPatch): void {
    store.edit(when.split(','), patch)
    if (when === key.value) remember(patch)
  }

  const single = computed(() => (rows.value.length === 1 ? (rows.value[0] ?? null) : null))
  const form: DraftForm = {
    rows,
    key,
    single,
    accountId,
    choices,
    merged,
    loadError,
    problems,
    value: (field) => (merged.value ? valueOf(merged.value, field) : undefined),
    flagBits: () => (merged.value ? bitsOf(merged.value.nsfwFlags) : { all: 0, some: 0 }),
    mixed: (field) => merged.value !== null && isMixed(merged.value, field),
    unknown: () => null,
    // It is heard at the upload alone.
    hides: (field) => field === 'generateTranscription' && rows.value.every(isSent),
    set: (patch) => {
      setFor(key.value, patch)
    },
    setFor,
    picture: useDraftPicture(rows, ids, single, merged, reload),
    player: computed(() => null),
    reload,
  }
  provide(KEY, form)
  provideForm(form)
  return form
}

function isSent({ state }: UploadRow): boolean {
  return state.name === 'finishing' || hasVideo(state)
}

/** The form of the panel that this part of it stands in, with the rows that it is about. */
export function useDrafts(): DraftForm {
  const form = inject(KEY)
  if (!form) throw new Error('a part of the draft panel stands outside of it')
  return form
}
