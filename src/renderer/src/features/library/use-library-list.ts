import { assertNever } from '@shared/assert-never'
import type { LibraryRow } from '@shared/library/library'
import { computed, nextTick, onMounted, watch, type Ref } from 'vue'
import { libraryCommand, type LibraryCommand } from './library-keys'
import {
  chooseAll,
  chooseOnly,
  chooseRange,
  isChosen,
  moveTo,
  NOTHING_CHOSEN,
  toggleAt,
  type LibrarySelection,
} from './selection'
import { useFixedRows } from './use-fixed-rows'

export interface LibraryListOptions {
  scroller: Readonly<Ref<HTMLElement | null>>
  total: () => number
  at: (index: number) => LibraryRow | null
  selection: () => LibrarySelection
  /** Videos side by side. */
  across: () => number
  lineHeight: () => number
  head: number
  /** Changes when other rows are shown: back to the top. */
  shown: () => number
  select: (selection: LibrarySelection) => void
  show: (first: number, last: number, ahead: boolean) => void
  open: () => void
  copyLink: () => void
}

/** What the table and the tiles share: drawing what is in sight, the keyboard and the mouse. */
export function useLibraryList(options: LibraryListOptions) {
  const { scroller, total, across } = options
  const active = computed(() => options.selection().active ?? -1)
  const fixed = useFixedRows({
    scroller,
    count: () => Math.ceil(total() / across()),
    lineHeight: options.lineHeight,
    head: options.head,
    keep: () => (active.value < 0 ? -1 : Math.floor(active.value / across())),
  })
  /** The one stop of Tab. */
  const stop = computed(() =>
    Math.min(total() - 1, active.value < 0 ? fixed.first.value * across() : active.value),
  )

  watch(
    [fixed.first, fixed.last, total, across] as const,
    ([first, last]) => {
      options.show(first * across(), Math.min(total(), (last + 1) * across()) - 1, fixed.ahead.value)
    },
    { immediate: true },
  )
  watch(options.shown, fixed.toTop, { flush: 'post' })

  function focusActive(): void {
    scroller.value?.querySelector<HTMLElement>('[data-video][tabindex="0"]')?.focus({ preventScroll: true })
  }

  function isInside(): boolean {
    const focused = document.activeElement
    return focused?.closest('[data-video]') !== null && scroller.value?.contains(focused) === true
  }

  watch(active, async (index) => {
    if (index < 0) return
    const inside = isInside()
    fixed.reveal(Math.floor(index / across()))
    await nextTick()
    if (inside) focusActive()
  })
  // Back on the page, or from the other view: where the person was.
  onMounted(() => {
    if (active.value >= 0)
      void nextTick(() => {
        fixed.reveal(Math.floor(active.value / across()))
      })
  })

  function go(to: number, event: KeyboardEvent): void {
    const selection = options.selection()
    const ctrl = event.ctrlKey || event.metaKey
    if (event.shiftKey) options.select(chooseRange(selection, to, ctrl))
    else options.select(ctrl ? moveTo(selection, to) : chooseOnly(to))
  }

  function carryOut(command: LibraryCommand, event: KeyboardEvent): void {
    const selection = options.selection()
    switch (command.kind) {
      case 'go':
        go(command.to, event)
        return
      case 'toggle':
        options.select(toggleAt(selection, stop.value, options.at(stop.value)))
        return
      case 'select-all':
        options.select(chooseAll(selection, total()))
        return
      case 'open':
        if (selection.active === null) options.select(chooseOnly(stop.value))
        options.open()
        return
      case 'copy-link':
        options.copyLink()
        return
      case 'clear':
        options.select({ ...NOTHING_CHOSEN, active: selection.active })
        return
      default:
        assertNever(command)
    }
  }

  function onKeydown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-video]')) return
    const command = libraryCommand(
      { key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey },
      { at: active.value, count: total(), pageSize: fixed.pageSize(), across: across() },
    )
    if (command === null) return
    event.preventDefault()
    carryOut(command, event)
  }

  function onClick(event: MouseEvent, index: number): void {
    const selection = options.selection()
    const ctrl = event.ctrlKey || event.metaKey
    if (event.shiftKey) options.select(chooseRange(selection, index, ctrl))
    else options.select(ctrl ? toggleAt(selection, index, options.at(index)) : chooseOnly(index))
  }

  /** The menu is about the selection: a video outside of it becomes the selection first. */
  function onContextmenu(event: MouseEvent, index: number): void {
    if (!isChosen(options.selection(), index, options.at(index))) onClick(event, index)
  }

  return { ...fixed, stop, focusActive, onKeydown, onClick, onContextmenu }
}
