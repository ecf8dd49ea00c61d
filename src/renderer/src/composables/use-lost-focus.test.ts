import { beforeEach, expect, it, vi } from 'vitest'
import { h, nextTick, ref, shallowRef } from 'vue'
import { createApp } from '../../../../test/support/elementless-app'
import { useLostFocus } from './use-lost-focus'

/** As much of an element as there is to the focus. */
class Place {
  isDisabled = false
  constructor(readonly parent: Place | null = null) {}

  contains(other: Place): boolean {
    return other === this || (other.parent !== null && this.contains(other.parent))
  }

  matches(selector: string): boolean {
    return selector === ':disabled' && this.isDisabled
  }
}

/** An event that came up from one of its places. */
class FromPlace extends Event {
  readonly #place: Place
  constructor(name: string, place: Place) {
    super(name)
    this.#place = place
  }

  override get target(): EventTarget {
    return this.#place as unknown as EventTarget
  }
}

class Page extends EventTarget {
  readonly body = new Place()
  activeElement: Place = this.body

  focus(place: Place): void {
    this.activeElement = place
    this.dispatchEvent(new FromPlace('focusin', place))
  }

  press(place: Place): void {
    this.dispatchEvent(new FromPlace('pointerdown', place))
  }
}

let page: Page
const bar = new Place()
let button: Place
const list = new Place()
const goOn = vi.fn<() => void>()
let draw: () => Promise<void>
let look: () => void

beforeEach(() => {
  page = new Page()
  vi.stubGlobal('document', page)
  vi.stubGlobal('Element', Place)
  button = new Place(bar)
  goOn.mockReset().mockImplementation(() => {
    page.focus(list)
  })
  const times = ref(0)
  draw = async () => {
    times.value += 1
    await nextTick()
  }
  const app = createApp({
    setup() {
      look = useLostFocus(shallowRef(bar as unknown as HTMLElement), goOn)
      return () => h('div', times.value)
    },
  })
  app.mount({})
  return () => {
    app.unmount()
  }
})

it('takes the focus further when what had it is gone', async () => {
  page.focus(button)
  await draw()
  expect(goOn).not.toHaveBeenCalled()
  page.activeElement = page.body
  await draw()
  expect(page.activeElement).toBe(list)
  await draw()
  expect(goOn).toHaveBeenCalledTimes(1)
})

it('takes it from a button that can do no more, although that still has it', async () => {
  page.focus(button)
  button.isDisabled = true
  await draw()
  expect(page.activeElement).toBe(list)
})

it('looks when it is told to, for what is drawn elsewhere', () => {
  page.focus(button)
  page.activeElement = page.body
  look()
  expect(page.activeElement).toBe(list)
})

it('asks again where there was no place to go to yet', async () => {
  goOn.mockImplementationOnce(() => undefined)
  page.focus(button)
  page.activeElement = page.body
  await draw()
  expect(page.activeElement).toBe(page.body)
  await draw()
  expect(page.activeElement).toBe(list)
})

it('leaves whoever went elsewhere where they are, also on what takes no focus', async () => {
  page.focus(button)
  page.focus(list)
  page.activeElement = page.body
  await draw()
  page.focus(button)
  page.press(new Place())
  page.activeElement = page.body
  await draw()
  expect(goOn).not.toHaveBeenCalled()
})

it('still has it when the press was inside', async () => {
  page.focus(button)
  page.press(bar)
  page.activeElement = page.body
  await draw()
  expect(page.activeElement).toBe(list)
})

it('has nothing to do with a focus that was never inside', async () => {
  page.focus(new Place())
  page.activeElement = page.body
  await draw()
  expect(goOn).not.toHaveBeenCalled()
})
