import type { Plugin } from 'vite'

const REGISTRATION = /@property\s+(--[\w-]+)\s*\{([^}]*)\}/g

/**
 * Chromium before 118 takes `var(--tw-ring-inset,)` for invalid when the property is registered without a value, and
 * Tailwind writes its rings, filters and numerals that way. Such registrations are taken out of the style sheet; the
 * plain declaration that replaces them keeps the properties from being inherited, as the registration did.
 */
export function replaceValuelessRegistrations(css: string): string {
  const names: string[] = []
  const rest = css.replace(REGISTRATION, (rule: string, name: string, body: string) => {
    if (body.includes('initial-value')) return rule
    names.push(name)
    return ''
  })
  if (names.length === 0) return css
  const declarations = names.map((name) => `${name}:initial;`).join('')
  return `${rest}\n@layer properties{*,::before,::after,::backdrop{${declarations}}}\n`
}

/** Runs between Tailwind's compiler and the bundler. */
export function emptyFallbacks(): Plugin {
  return {
    name: 'longshore:empty-fallbacks',
    transform(code, id) {
      const [path = ''] = id.split('?')
      return path.endsWith('.css') ? { code: replaceValuelessRegistrations(code), map: null } : undefined
    },
  }
}
