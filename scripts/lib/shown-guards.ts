import type { Plugin } from 'vite'

const GUARD = /[\\/]reka-ui[\\/]dist[\\/]Toast[\\/]FocusProxy\.js$/
const HIDDEN = 'tabindex: "0",'

/**
 * The component library's guards before and after its toasts can have the focus and are hidden from screen readers at
 * once, which no element may be: they are shown to them. Fails where the library does it otherwise by now.
 */
export function showGuard(code: string): string {
  if (!code.includes(HIDDEN)) throw new Error(`reka-ui has other focus guards now: look at ${GUARD.source}`)
  return code.replace(HIDDEN, `feature: "focus-guard", ${HIDDEN}`)
}

export function shownGuards(): Plugin {
  return {
    name: 'longshore:shown-guards',
    transform(code, id) {
      return GUARD.test(id.split('?')[0] ?? '') ? { code: showGuard(code), map: null } : undefined
    },
  }
}
