import { beforeEach, expect, it, vi } from 'vitest'
import { useFormFocus } from './use-form-focus'

/** As much of an element as there is to the focus. */
class Place {
  constructor(private readonly page: { activeElement: Place | null }) {}

  focus(): void {
    this.page.activeElement = this
  }
}

const page: { body: Place | null; activeElement: Place | null } = { body: null, activeElement: null }
const [body, button, first, wrong] = Array.from({ length: 4 }, () => new Place(page))
/** What is wrong is marked when the form is drawn anew. */
let marked: Place | undefined

function form() {
  const querySelector = (selector: string): Place | null =>
    (selector.includes('aria-invalid') ? marked : first) ?? null
  return useFormFocus(() => ({ querySelector }) as unknown as HTMLElement)
}

beforeEach(() => {
  Object.assign(page, { body, activeElement: body })
  marked = undefined
  vi.stubGlobal('document', page)
})

it('an opened form has the focus in its first field', () => {
  form().toFirst()
  expect(page.activeElement).toBe(first)
})

it('a form that was tried has it at what is wrong, as soon as that is marked', async () => {
  button?.focus()
  const done = form().toWrong()
  marked = wrong
  await done
  expect(page.activeElement).toBe(wrong)
})

it('a refusal takes it from the button that waited, and from nobody who went elsewhere meanwhile', async () => {
  marked = wrong
  await form().toWrong(button as unknown as Element)
  expect(page.activeElement).toBe(wrong)
  first?.focus()
  await form().toWrong(button as unknown as Element)
  expect(page.activeElement).toBe(first)
})
