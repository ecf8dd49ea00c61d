import type { Cue } from '@shared/captions/cue'
import * as edit from '@shared/captions/edit-cues'
import { useEventListener } from '@vueuse/core'
import { computed, ref } from 'vue'
import { assertNever } from '@shared/assert-never'
import { useCaptionEditorStore } from './caption-editor.store'
import { actionOf, type CueAction } from './editor-keys'

export interface EditorParts {
  player: () => { toggle: () => void; seek: (ms: number) => void; now: () => number } | null
  /** Where the cursor is in the text. */
  cursor: () => number
  focusText: () => void
  send: () => void
}

/** What keys and buttons of the editor do, and how list and player follow each other. */
export function useEditorPage({ player, cursor, focusText, send }: EditorParts) {
  const store = useCaptionEditorStore()
  const nowMs = ref(0)
  const playing = computed(() => edit.cueAt(store.cues, nowMs.value))
  const shown = computed<Cue | null>(() => store.cues[playing.value] ?? null)

  /** The player goes where the list went: what it shows there may be another caption, or be after its end. */
  let isLed = false

  function onTime(ms: number): void {
    nowMs.value = ms
    if (isLed) {
      isLed = false
      return
    }
    const typing = document.activeElement?.closest('[data-cue-editor]') != null
    if (!typing && playing.value >= 0 && playing.value !== store.at) store.select(playing.value)
  }

  function select(index: number): void {
    store.select(index)
    const cue = store.cues[index]
    if (cue === undefined) return
    isLed = player() !== null
    player()?.seek(cue.startMs)
  }

  /** A time that would turn the cue over takes the other one along. */
  function setTime(which: 'startMs' | 'endMs', ms: number): void {
    store.change(store.at, { [which]: ms })
  }

  function act(action: CueAction): void {
    const { at, current, cues } = store
    const now = player()?.now() ?? 0
    switch (action) {
      case 'play':
        player()?.toggle()
        return
      case 'seek':
        if (current !== null) player()?.seek(current.startMs)
        return
      case 'setStart':
        setTime('startMs', now)
        return
      case 'setEnd':
        setTime('endMs', now)
        return
      case 'split':
        store.replace(edit.splitCue(cues, at, cursor(), now))
        return
      case 'join':
        store.replace(edit.joinWithNext(cues, at))
        return
      case 'insert': {
        const inserted = edit.insertCue(cues, now)
        store.replace(inserted.cues, inserted.index)
        focusText()
        return
      }
      case 'delete':
        store.replace(edit.deleteCue(cues, at))
        return
      case 'previous':
        select(Math.max(0, at - 1))
        return
      case 'next':
        select(Math.min(cues.length - 1, at + 1))
        return
      case 'undo':
        store.undo()
        return
      case 'redo':
        store.redo()
        return
      case 'send':
        send()
        return
      default:
        assertNever(action)
    }
  }

  useEventListener(window, 'keydown', (event) => {
    const action = document.querySelector('[role="dialog"]') === null ? actionOf(event) : null
    if (action === null) return
    event.preventDefault()
    act(action)
  })

  return { nowMs, playing, shown, onTime, select, act }
}
