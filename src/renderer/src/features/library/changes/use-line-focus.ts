import type { ChangeRow } from '@shared/library/change'
import { useEventListener } from '@vueuse/core'
import { computed, shallowRef, watch, type Ref } from 'vue'
import { useLostFocus } from '../../../composables/use-lost-focus'

/** A line of the outbox that is drawn. */
export interface DrawnLine {
  index: number
  key: string
  /** Null while it is on its way. */
  change: ChangeRow | null
}

const DIALOG = '[role="dialog"]'

/** Lines by what they show: new changes come before the others, and a button stays the one of its change. */
export function drawnLines(indexes: readonly number[], at: (index: number) => ChangeRow | null): DrawnLine[] {
  const known = new Set<string>()
  return indexes.map((index) => {
    const change = at(index)
    const name = change === null ? '' : `${change.of} ${String(change.row.id)}`
    // Lines that were asked for one after the other may tell of one change twice, for a moment.
    const key = change === null || known.has(name) ? String(index) : name
    known.add(key)
    return { index, key, change }
  })
}

/** The line that takes the focus when what held it in `line` is gone: still that one, or the one in its place. */
export function lineAfter(
  lines: readonly DrawnLine[],
  line: Pick<DrawnLine, 'index' | 'key'>,
): DrawnLine | null {
  const before = lines.filter(({ index }) => index <= line.index)
  return lines.find(({ key }) => key === line.key) ?? before.at(-1) ?? null
}

/** Keeps the focus among the lines of the outbox while they come, go and change what can be done with them. */
export function useLineFocus(list: Readonly<Ref<HTMLElement | null>>, lines: Readonly<Ref<DrawnLine[]>>) {
  /** The line that has the focus, also while a dialog asks about it. */
  const held = shallowRef<DrawnLine | null>(null)
  const next = computed(() => (held.value === null ? null : lineAfter(lines.value, held.value)))

  useEventListener(document, 'focusin', ({ target }) => {
    const isElsewhere = target instanceof Element && list.value?.contains(target) === false
    if (isElsewhere && target.closest(DIALOG) === null) held.value = null
  })

  function goOn(lost: Element): void {
    // A line that was put to another place lets go of the focus, and has what had it.
    const place = lost.isConnected ? lost : list.value?.querySelector('[data-focus-home]')
    const isLeft = lines.value.length > 0
    const found = isLeft ? place : document.querySelector('#content h1')
    if (found instanceof HTMLElement) found.focus({ preventScroll: true })
  }
  const look = useLostFocus(list, goOn)
  watch(
    lines,
    (now) => {
      const line = now.find(({ key }) => key === held.value?.key)
      // The same one again would draw the lines again, which keep the one with the focus among them.
      if (line !== undefined && line.index !== held.value?.index) held.value = line
      look()
    },
    { flush: 'post' },
  )

  return {
    held,
    /** Key of the line that takes the focus when what has it is gone. */
    nextKey: computed(() => next.value?.key ?? null),
  }
}
