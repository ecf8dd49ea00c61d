import type { LiveDetails, LiveSettings, LiveUpdate } from '@shared/live/live'
import { pickSettings, type LiveSettingsField } from '@shared/live/merge-settings'
import { computed, ref, shallowRef, watch } from 'vue'
import { useFormDraft } from '../../composables/use-form-draft'
import { withoutHalfTimes } from './local-time'

interface SettingsForm {
  which: () => { accountId: string; uuid: string }
  /** What the instance had when it was asked last. */
  settings: () => LiveSettings
  /** Rejects with the refusal. */
  save: (changes: LiveSettings, base: LiveSettings) => Promise<LiveUpdate>
  /** What the instance has now: `settings` follows. */
  read: (details: LiveDetails | null) => void
}

export interface SettingsConflict {
  fields: readonly LiveSettingsField[]
  base: LiveSettings
  mine: LiveSettings
  server: LiveSettings
}

/** Changes of a live's settings: kept by main as they are typed, sent, and decided where the instance changed too. */
export function useSettingsForm({ which, settings, save, read }: SettingsForm) {
  const form = ref<LiveSettings>(settings())
  const draft = useFormDraft(
    () => ({ accountId: which().accountId, key: `live/${which().uuid}` }),
    form,
    settings,
  )
  const isBegun = ref(false)
  const isOpen = computed(() => isBegun.value || draft.changed.value)
  const busy = ref(false)
  const conflict = shallowRef<SettingsConflict | null>(null)

  watch(
    () => JSON.stringify(which()),
    () => {
      isBegun.value = false
      conflict.value = null
    },
  )
  watch(draft.ready, () => {
    form.value = withoutHalfTimes(form.value)
  })

  async function send(base: LiveSettings): Promise<boolean> {
    const mine = { ...form.value }
    const seen = draft.seen()
    draft.flush()
    const answer = await save(mine, base)
    if (answer.kind === 'conflict') {
      conflict.value = { fields: answer.fields, base, mine, server: answer.details.settings }
      read(answer.details)
      return false
    }
    conflict.value = null
    // First this: what the instance changed by itself is not what was typed meanwhile.
    await draft.settle(mine, seen)
    isBegun.value = draft.changed.value
    read(answer.details)
    return true
  }

  /** False: there is something to decide first. Rejects with the refusal. */
  async function submit(): Promise<boolean> {
    busy.value = true
    return send(draft.seen()).finally(() => {
      busy.value = false
    })
  }

  /** Mine: what the instance has is now what was seen. Fields without a choice stay in conflict. */
  async function resolve(choices: Readonly<Record<string, 'mine' | 'server'>>): Promise<boolean> {
    if (conflict.value === null) return false
    const { fields, base, server } = conflict.value
    const decided = fields.filter((field) => choices[field] !== undefined)
    const theirs = decided.filter((field) => choices[field] === 'server')
    form.value = { ...form.value, ...pickSettings(server, theirs) }
    return send({ ...base, ...pickSettings(server, decided) })
  }

  return {
    form,
    restored: draft.restored,
    changed: draft.changed,
    isOpen,
    busy,
    conflict,
    begin: () => {
      isBegun.value = true
    },
    discard: () => {
      isBegun.value = false
      void draft.reset()
    },
    submit,
    resolve,
  }
}
