import { describe, expect, it } from 'vitest'
import { en } from './en'
import { fr } from './fr'

interface Tree {
  [key: string]: string | Tree
}

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

const english = flatten(en)
const french = flatten(fr)

const sources = import.meta.glob<string>(['../**/*.{ts,vue}', '!../**/*.test.ts', '!./**'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const code = Object.values(sources).join('\n')

/** Keys that stand in the code whole. */
const literals = new Set(
  [...code.matchAll(/'([a-zA-Z][\w-]*(?:\.[\w-]+)+)'/g)].map((match) => match[1] ?? ''),
)

/** Keys that are put together: `uploads.state.${name}`, as patterns. */
const patterns = [...code.matchAll(/`([a-z][\w]*\.[^`\s]*\$\{[^`]*)`/g)].map((match) => {
  const parts = (match[1] ?? '').split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}$`)
})

const called = [...code.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '')

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()
}

function forms(text: string): number {
  return text.split(' | ').length
}

describe('the texts', () => {
  it('have the same keys in both languages', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('have the same placeholders and number of forms', () => {
    const differing = [...english].filter(([key, text]) => {
      const other = french.get(key) ?? ''
      return placeholders(text).join() !== placeholders(other).join() || forms(text) !== forms(other)
    })
    expect(differing).toEqual([])
  })

  it('are never empty', () => {
    const empty = [...english, ...french].filter(([, text]) => text.trim() === '').map(([key]) => key)
    expect(empty).toEqual([])
  })

  it('exist for every key that the code names', () => {
    expect(called.length).toBeGreaterThan(50)
    expect(called.filter((key) => !english.has(key))).toEqual([])
  })

  it('exist for every key that the code puts together', () => {
    const known = [...english.keys()]
    const areas = new Set(Object.keys(en))
    const lost = patterns
      .filter((pattern) => areas.has(pattern.source.slice(1).split('\\.')[0] ?? ''))
      .filter((pattern) => !known.some((key) => pattern.test(key)))
    expect(lost.map(String)).toEqual([])
  })

  it('are all used', () => {
    const unused = [...english.keys()].filter(
      (key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)),
    )
    expect(unused).toEqual([])
  })

  it('keep the space before a French double mark from breaking the line', () => {
    const breaking = [...french].filter(([, text]) => / [;:!?»]|« /.test(text)).map(([key]) => key)
    expect(breaking).toEqual([])
  })
})
