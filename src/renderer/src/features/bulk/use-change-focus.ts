import { nextTick, type Ref } from 'vue'

/** Where the focus goes in the list of changes when what held it was taken away, or moved, which lets go of it. */
export function useChangeFocus(list: Readonly<Ref<HTMLElement | null>>) {
  const cardOf = (id: string): HTMLElement | null =>
    list.value?.querySelector<HTMLElement>(`[data-change="${id}"]`) ?? null

  async function toChange(id: string): Promise<void> {
    await nextTick()
    const card = cardOf(id)
    card?.scrollIntoView({ block: 'nearest' })
    card?.querySelector<HTMLElement>('[data-first] :is(input, textarea, button, select)')?.focus()
  }

  /** The button that was pressed; at an end of the list, where it is gone, the other one. */
  async function toMove(id: string, by: -1 | 1): Promise<void> {
    await nextTick()
    const card = cardOf(id)
    const button =
      card?.querySelector<HTMLElement>(`[data-move="${String(by)}"]`) ??
      card?.querySelector<HTMLElement>('[data-move]')
    button?.focus()
  }

  async function toAdd(): Promise<void> {
    await nextTick()
    list.value?.querySelector<HTMLElement>('[data-add]')?.focus()
  }

  return { toChange, toMove, toAdd }
}
