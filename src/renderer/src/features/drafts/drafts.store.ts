import type { ChannelDefaults, DraftPatch, MergedDraft } from '@shared/uploads/draft'
import { mergePatches } from '@shared/uploads/merge-drafts'
import { defineStore } from 'pinia'
import { computed, shallowRef, triggerRef } from 'vue'
import { api, toAppError } from '../../api'
import { byClock } from '../../composables/save-pause'
import { TypedOutbox } from '../../composables/typed-outbox'

type SaveState = 'saved' | 'saving' | 'failed'

/** Reads and saves what is said about videos. Typed text lives in the outbox until main has it. */
export const useDraftsStore = defineStore('drafts', () => {
  const outbox = shallowRef(
    new TypedOutbox<DraftPatch>({
      merge: mergePatches,
      async update(ids, patch) {
        await api.call('drafts.update', { ids: [...ids], patch })
      },
      schedule: byClock,
      isGone: (error) => toAppError(error).code === 'not-found',
      isRefused: (error) => toAppError(error).code === 'invalid-input',
      changed: () => {
        triggerRef(outbox)
      },
    }),
  )

  const saveState = computed<SaveState>(() => {
    if (outbox.value.error !== null) return 'failed'
    return outbox.value.isEmpty ? 'saved' : 'saving'
  })
  const saveError = computed(() => (outbox.value.error === null ? null : toAppError(outbox.value.error)))

  function edit(ids: readonly string[], patch: DraftPatch): void {
    outbox.value.add(ids, patch)
  }

  /** What was typed and is not saved yet, for these uploads. */
  function unsaved(ids: readonly string[]): DraftPatch {
    return outbox.value.overlay(ids) ?? {}
  }

  /** Saves all typed text now; never rejects. */
  function flush(): Promise<void> {
    return outbox.value.flush()
  }

  /** For the moment in which the window closes. */
  function handOver(): void {
    outbox.value.handOver()
  }

  /** Main's word about these uploads; read again when a save came in between. */
  async function merged(ids: readonly string[]): Promise<MergedDraft> {
    for (;;) {
      const before = outbox.value.savesDone
      const answer = await api.call('drafts.merged', { ids: [...ids] })
      if (outbox.value.savesDone === before) return answer
    }
  }

  const setDefaults = (
    accountId: string,
    channelId: number,
    defaults: ChannelDefaults | null,
  ): Promise<void> => api.call('accounts.setChannelDefaults', { accountId, channelId, defaults })

  return { saveState, saveError, edit, unsaved, flush, handOver, merged, setDefaults }
})
