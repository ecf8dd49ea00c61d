import { assertNever } from '@shared/assert-never'
import { commandFor, type ListCommand } from './list-keys'
import { choose, moveActive, NO_SELECTION, selectAll, toggle, type Selection } from './selection'

export interface ListKeyboardOptions {
  order: () => readonly string[]
  selection: () => Selection
  pageSize: () => number
  select: (selection: Selection) => void
  open: () => void
  submit: () => void
  remove: () => void
  move: (by: -1 | 1) => void
  /** Moves the focus from the row to its first button; the row is the event's target. */
  intoRow: (row: HTMLElement) => void
}

/** Keys of the list: arrows, Home, End, pages, Space, Shift, Ctrl or Cmd with A and Enter, Delete, Alt with arrows. */
export function useListKeyboard(options: ListKeyboardOptions) {
  function go(to: number, event: KeyboardEvent): void {
    const id = options.order()[to]
    if (id === undefined) return
    const ctrl = event.ctrlKey || event.metaKey
    const modifiers = { range: event.shiftKey, keep: false }
    options.select(
      ctrl && !event.shiftKey
        ? moveActive(options.selection(), id)
        : choose(options.selection(), options.order(), id, modifiers),
    )
  }

  function carryOut(command: ListCommand, event: KeyboardEvent): void {
    const selection = options.selection()
    switch (command.kind) {
      case 'go':
        go(command.to, event)
        return
      case 'toggle':
        if (selection.active !== null) options.select(toggle(selection, selection.active))
        return
      case 'select-all':
        options.select(selectAll(options.order(), selection))
        return
      case 'open':
        if (event.ctrlKey || event.metaKey) options.submit()
        else options.open()
        return
      case 'remove':
        options.remove()
        return
      case 'move':
        options.move(command.by)
        return
      case 'into-row':
        options.intoRow(event.target as HTMLElement)
        return
      case 'clear':
        options.select({ ...NO_SELECTION, active: selection.active })
        return
      default:
        assertNever(command)
    }
  }

  /** For rows alone: keys pressed on a button inside of a row are the button's. */
  return function onKeydown(event: KeyboardEvent): void {
    const row = event.target as HTMLElement
    if (row.getAttribute('role') !== 'row') return
    const order = options.order()
    const { active } = options.selection()
    const command = commandFor(
      { key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey },
      { at: active === null ? -1 : order.indexOf(active), count: order.length, pageSize: options.pageSize() },
    )
    if (command === null) return
    event.preventDefault()
    carryOut(command, event)
  }
}
