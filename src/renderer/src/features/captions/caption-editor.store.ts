import type { CaptionPending, OpenedCaptions } from '@shared/captions/caption'
import { troubled } from '@shared/captions/check-cues'
import type { Cue } from '@shared/captions/cue'
import * as edit from '@shared/captions/edit-cues'
import { advance, beginHistory, redo, undo, type History } from '@shared/captions/history'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, toAppError } from '../../api'
import type { CaptionWork } from './caption-work'

interface Edited {
  cues: edit.Cues
  /** The cue that is worked on; -1: there is none. */
  at: number
}

/** What is typed is on the disk so soon afterwards. */
const KEEP_AFTER_MS = 300

/** The captions that are being worked on: main keeps them as they change. */
export const useCaptionEditorStore = defineStore('captionEditor', () => {
  const key = shallowRef<CaptionWork | null>(null)
  const opened = shallowRef<OpenedCaptions | null>(null)
  const problem = shallowRef<unknown>(null)
  /** What was asked to be sent and is not there yet. */
  const pending = shallowRef<CaptionPending | null>(null)
  const history = shallowRef<History<Edited>>(beginHistory({ cues: [], at: -1 }))
  const lengthMs = ref<number | null>(null)
  /** `kept`: on this disk, not on the instance. */
  const state = ref<'same' | 'typing' | 'kept' | 'failed'>('same')
  const sending = ref(false)

  const cues = computed(() => history.value.present.cues)
  const at = computed(() => Math.min(history.value.present.at, cues.value.length - 1))
  const current = computed(() => cues.value[at.value] ?? null)
  const problems = computed(() => troubled(cues.value, lengthMs.value))

  let timer: ReturnType<typeof setTimeout> | null = null
  let keeping: Promise<void> = Promise.resolve()
  let number = 0

  async function open(wanted: CaptionWork): Promise<void> {
    const mine = ++number
    key.value = wanted
    opened.value = null
    problem.value = null
    pending.value = null
    lengthMs.value = null
    history.value = beginHistory({ cues: [], at: -1 })
    try {
      const found = await wanted.open()
      if (mine !== number) return
      opened.value = found
      pending.value = found.pending
      history.value = beginHistory({ cues: found.cues, at: found.cues.length > 0 ? 0 : -1 })
      state.value = found.origin === 'draft' ? 'kept' : 'same'
    } catch (error) {
      if (mine === number) problem.value = toAppError(error)
    }
  }

  function set(next: Edited, subject: string | null): void {
    const changed = next.cues !== cues.value
    history.value = changed
      ? advance(history.value, next, subject)
      : { ...history.value, present: { ...history.value.present, at: next.at } }
    if (changed) keepSoon()
  }

  function keepSoon(): void {
    state.value = 'typing'
    timer ??= setTimeout(() => void keep(), KEEP_AFTER_MS)
  }

  /** Resolves when all that was typed is on the disk. */
  function keep(): Promise<void> {
    if (timer === null) return keeping
    clearTimeout(timer)
    timer = null
    const [what, base, kept] = [key.value, opened.value?.base ?? null, [...cues.value]]
    if (what === null) return keeping
    keeping = keeping
      .then(() => what.keep(kept, base))
      .then(
        () => {
          if (timer === null && state.value === 'typing') state.value = 'kept'
        },
        () => {
          state.value = 'failed'
        },
      )
    return keeping
  }

  function select(index: number): void {
    set({ cues: cues.value, at: Math.max(0, Math.min(cues.value.length - 1, index)) }, null)
  }

  function change(index: number, fields: Partial<Cue>): void {
    const subject = `${Object.keys(fields).join(' ')} ${String(index)}`
    set({ cues: edit.changeCue(cues.value, index, fields), at: at.value }, subject)
  }

  /** Replaces all of them; `index` is worked on afterwards. */
  function replace(next: edit.Cues, index = at.value): void {
    set({ cues: next, at: Math.max(next.length > 0 ? 0 : -1, Math.min(next.length - 1, index)) }, null)
  }

  function travel(way: typeof undo): void {
    const next = way(history.value)
    if (next === history.value) return
    history.value = next
    keepSoon()
  }

  /** Asks for what is kept to be sent: it waits in the outbox from then on. */
  async function send(): Promise<void> {
    const what = key.value
    if (what === null) return
    sending.value = true
    try {
      await keep()
      await what.send()
      await look(what)
    } finally {
      sending.value = false
    }
  }

  /** What became of what was sent; new work builds on what the instance has by then. */
  async function look(what: CaptionWork): Promise<void> {
    const found = await what.open()
    if (what !== key.value) return
    pending.value = found.pending
    if (timer !== null || state.value === 'typing' || state.value === 'failed') return
    opened.value = found
    state.value = found.origin === 'draft' ? 'kept' : 'same'
  }

  /** The outbox changed. */
  async function follow(): Promise<void> {
    const what = key.value
    if (what === null || opened.value === null || pending.value === null) return
    const now = await what.pending()
    if (what !== key.value) return
    if (now !== null) pending.value = now
    // Sent, taken back, or given up in favour of the instance's: they may be others than those on the screen.
    else if (state.value === 'same') await open(what)
    else pending.value = null
  }

  /** Back to what the instance has. */
  async function discard(): Promise<void> {
    const what = key.value
    if (what === null) return
    await keep()
    await what.discard()
    await open(what)
  }

  return {
    kind: computed(() => key.value?.kind ?? 'video'),
    opened,
    problem,
    pending,
    cues,
    at,
    current,
    problems,
    lengthMs,
    state,
    sending,
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    open,
    keep,
    select,
    change,
    replace,
    undo: () => {
      travel(undo)
    },
    redo: () => {
      travel(redo)
    },
    send,
    follow,
    discard,
    importFile: () => api.call('captions.import', {}),
    exportFile: (format: 'vtt' | 'srt', name: string) =>
      api.call('captions.export', { cues: [...cues.value], format, name }),
  }
})
