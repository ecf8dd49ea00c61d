import { describe, expect, it } from 'vitest'
import { findCircle, importsIn, problemsIn } from './check-boundaries.mjs'

describe('importsIn', () => {
  it.each([
    ["import { a } from './a'", './a', false],
    ["import type { A } from './a'", './a', true],
    ["import './a.css'", './a.css', false],
    ["export * from './a'", './a', false],
    ["export type { A } from './a'", './a', true],
    ["import {\n  a,\n  b\n} from './a'", './a', false],
    ["const a = await import('./a')", './a', false],
    ["const a = require('./a')", './a', false],
  ])('%j', (text, source, typeOnly) => {
    expect(importsIn(text)).toEqual([{ source, typeOnly }])
  })

  it('keeps apart what stands on neighbouring lines', () => {
    const text = "export const word = 'from'\nimport { b } from './b'\n// import c from './c'\n"
    expect(importsIn(text)).toEqual([{ source: './b', typeOnly: false }])
  })
})

it('names a circle of imports from start to start', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ])
  expect(findCircle(graph)).toEqual(['b', 'd', 'b'])
  expect(findCircle(new Map([['a', ['b']]]))).toBeUndefined()
})

describe('problemsIn', () => {
  it('is silent about types that know each other', () => {
    const sources = new Map([
      ['src/main/a.ts', "import type { B } from './b'"],
      ['src/main/b.ts', "import { a } from './a'"],
    ])
    expect(problemsIn(sources)).toEqual([])
  })

  it('reports an import that a lint comment would hide', () => {
    const sources = new Map([['src/shared/a.ts', "// eslint-disable-next-line\nimport fs from 'node:fs'"]])
    expect(problemsIn(sources)).toEqual(['src/shared/a.ts: src/shared may not use Node'])
  })
})
