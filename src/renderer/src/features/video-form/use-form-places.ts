import type { Problem } from '@shared/uploads/upload'
import { nextTick, watch, type Ref } from 'vue'
import { sectionOf, useSections } from './sections'

const CONTROLS = 'input, textarea, button:not([tabindex="-1"])'

/** Finds the fields of the form inside `body`. */
export function useFormPlaces(body: Readonly<Ref<HTMLElement | null>>) {
  const { unfold } = useSections()

  /** Unfolds the section of a field, and gives the field the focus. */
  async function jump(field: Problem['field']): Promise<void> {
    const section = sectionOf(field)
    if (section === undefined) return
    unfold(section)
    await nextTick()
    const place = body.value?.querySelector<HTMLElement>(`[data-field="${field}"]`)
    place?.scrollIntoView({ block: 'center' })
    place?.querySelector<HTMLElement>(CONTROLS)?.focus({ preventScroll: true })
  }

  /** Jumps as soon as the form is there. */
  function jumpWhenThere(isThere: () => boolean, field: Problem['field']): void {
    const stop = watch(
      isThere,
      async (there) => {
        if (!there) return
        await jump(field)
        stop()
      },
      { immediate: true, flush: 'post' },
    )
  }

  return { jump, jumpWhenThere }
}
