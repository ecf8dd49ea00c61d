import type { VideoChanges } from '@shared/library/edit'
import { mergeSides, type Sides } from '@shared/library/edit-changes'
import type { MethodOutput } from '@shared/ipc/contract'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef, triggerRef } from 'vue'
import { api, toAppError } from '../../../api'
import { byClock } from '../../../composables/save-pause'
import { TypedOutbox } from '../../../composables/typed-outbox'

type Editable = MethodOutput<'library.editable'>

/** A video of an account, as one text: `<accountId>/<uuid>`. */
export function videoOfKey(key: string): { accountId: string; uuid: string } {
  const [accountId = '', uuid = ''] = key.split('/')
  return { accountId, uuid }
}

/** Holds and sends what is typed about videos that an instance has. Typed text lives in the outbox until main has it. */
export const useEditsStore = defineStore('library-edits', () => {
  const outbox = shallowRef(
    new TypedOutbox<Sides>({
      merge: mergeSides,
      async update([key = ''], sides) {
        await api.call('library.hold', { ...videoOfKey(key), ...sides })
      },
      schedule: byClock,
      isGone: (error) => toAppError(error).code === 'not-found',
      isRefused: (error) => toAppError(error).code === 'invalid-input',
      changed: () => {
        triggerRef(outbox)
      },
    }),
  )

  const holdError = computed(() => (outbox.value.error === null ? null : toAppError(outbox.value.error)))

  /** `base`: what the form showed in these fields before. */
  function type(key: string, sides: Sides): void {
    outbox.value.add([key], sides)
  }

  /** What was typed about a video and main has not taken yet. */
  function unheld(key: string): VideoChanges {
    return outbox.value.overlay([key])?.changes ?? {}
  }

  /** Gives all typed text to main now; never rejects. */
  function flush(): Promise<void> {
    return outbox.value.flush()
  }

  /** For the moment in which the window closes. */
  function handOver(): void {
    outbox.value.handOver()
  }

  /** Main's word about a video; read again when something typed got there in between. */
  async function editable(key: string, wait: boolean): Promise<Editable> {
    for (;;) {
      const before = outbox.value.savesDone
      const answer = await api.call('library.editable', { ...videoOfKey(key), wait })
      if (outbox.value.savesDone === before) return answer
    }
  }

  /** In which version of a video its instance told all that it would: key -> `updatedAt`. */
  const toldIn = shallowReactive(new Map<string, number>())

  return { holdError, type, unheld, flush, handOver, editable, toldIn }
})
