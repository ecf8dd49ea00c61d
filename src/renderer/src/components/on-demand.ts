import { defineAsyncComponent, type Component } from 'vue'

type Load<Part> = () => Promise<{ default: Part }>

/** The first page is drawn and answers by then. */
const REST_MS = 300

const parts: Load<unknown>[] = []

/** Marks a part of the window that its first page does without: `loadAtRest` fetches it before somebody waits for it. */
export function laterPart<Part>(load: Load<Part>): Load<Part> {
  parts.push(load)
  return load
}

/** A component that is loaded when first shown, or at rest before that. */
export function onDemand<Part extends Component>(load: Load<Part>): Part {
  return defineAsyncComponent({ loader: laterPart(load), delay: 0 })
}

/** To be called when the page stands: from then on what it may open soon is fetched whenever nothing else is to be done. */
export function loadAtRest(): void {
  setTimeout(loadNext, REST_MS)
}

function loadNext(): void {
  const load = parts.shift()
  if (load === undefined) return
  requestIdleCallback(() => {
    // A failure is told when the part is to be shown.
    load()
      .catch(() => undefined)
      .finally(loadNext)
  })
}
