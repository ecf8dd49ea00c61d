import type { ListForm, ListOutcome } from '@shared/library/list-form'
import type { LiveSettings } from '@shared/live/live'
import { computed, ref, watch } from 'vue'
import { useFormDraft } from '../../composables/use-form-draft'
import { withoutHalfTimes } from './local-time'

interface SettingsForm {
  which: () => { accountId: string; uuid: string }
  /** What the instance had when it was asked last. */
  settings: () => LiveSettings
  /** What was saved and has not arrived; null: nothing. */
  saved: () => ListForm | null
  /** Rejects with the refusal. `seen`: what its fields said before they were typed into. */
  save: (form: LiveSettings, seen: LiveSettings) => Promise<ListOutcome>
}

/** Changes of a live's settings: kept by main as they are typed, then saved. */
export function useSettingsForm({ which, settings, saved, save }: SettingsForm) {
  /** What the instance has, with what waits over it. */
  const shown = computed(() => laidOver(settings(), saved()))
  const form = ref<LiveSettings>(shown.value)
  const draft = useFormDraft(
    () => ({ accountId: which().accountId, key: `live/${which().uuid}` }),
    form,
    () => shown.value,
  )
  const isBegun = ref(false)
  const isOpen = computed(() => isBegun.value || draft.changed.value)
  const busy = ref(false)

  watch(
    () => JSON.stringify(which()),
    () => {
      isBegun.value = false
    },
  )
  watch(draft.ready, () => {
    form.value = withoutHalfTimes(form.value)
  })

  /** Rejects with the refusal. */
  async function submit(): Promise<ListOutcome> {
    busy.value = true
    draft.flush()
    const mine = { ...form.value }
    const seen = draft.seen()
    try {
      const outcome = await save(mine, seen)
      await draft.settle(mine, seen)
      isBegun.value = draft.changed.value
      return outcome
    } finally {
      busy.value = false
    }
  }

  return {
    form,
    shown,
    restored: draft.restored,
    changed: draft.changed,
    isOpen,
    busy,
    begin: () => {
      isBegun.value = true
    },
    discard: () => {
      isBegun.value = false
      void draft.reset()
    },
    submit,
  }
}

function laidOver(settings: LiveSettings, saved: ListForm | null): LiveSettings {
  const { permanent, saveReplay, replayPrivacy, latency, schedules, dvrSeconds } = saved?.changes ?? {}
  return {
    permanent: permanent ?? settings.permanent,
    saveReplay: saveReplay ?? settings.saveReplay,
    // Null says something too: no replay.
    replayPrivacy: replayPrivacy === undefined ? settings.replayPrivacy : replayPrivacy,
    latency: latency ?? settings.latency,
    schedules: schedules ?? settings.schedules,
    dvrSeconds: dvrSeconds ?? settings.dvrSeconds,
  }
}
