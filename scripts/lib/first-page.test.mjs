import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scriptsOf, zodAtStart } from './first-page.mjs'

const PAGE = '<script type="module" crossorigin src="./assets/index-a1.js"></script>'
/** As zod stands in a bundle. */
const SCHEMAS = 'var t=e("$ZodType",(e,t)=>{e._zod.def=t});export{t as z}'

let out
beforeEach(() => {
  out = fs.mkdtempSync(path.join(os.tmpdir(), 'longshore-build-'))
  write('renderer/index.html', PAGE)
  write('renderer/assets/schemas-c3.js', SCHEMAS)
  write('preload/index.js', 'require("electron")')
})
afterEach(() => {
  fs.rmSync(out, { recursive: true })
})

function write(name, text) {
  const file = path.join(out, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}
const named = (files) => files.map((file) => path.relative(out, file).split(path.sep).join('/'))

describe('zod at the start', () => {
  it('is no matter while only what is asked for later needs it', () => {
    write('renderer/assets/index-a1.js', 'const later=()=>import("./schemas-c3.js");later()')
    expect(zodAtStart(out)).toEqual([])
  })

  it('is found in the file of the first page', () => {
    write('renderer/assets/index-a1.js', SCHEMAS)
    expect(named(zodAtStart(out))).toEqual(['renderer/assets/index-a1.js'])
  })

  it.each([
    'import{z}from"./schemas-c3.js";z()',
    'import"./schemas-c3.js"',
    'export{z}from"./schemas-c3.js"',
  ])('is found behind %s', (text) => {
    write('renderer/assets/index-a1.js', 'import{b}from"./part-b2.js";b()')
    write('renderer/assets/part-b2.js', text)
    expect(named(zodAtStart(out))).toEqual(['renderer/assets/schemas-c3.js'])
  })

  it('is found in what the page fetches beforehand', () => {
    write('renderer/index.html', `<link rel="modulepreload" href="./assets/schemas-c3.js">${PAGE}`)
    write('renderer/assets/index-a1.js', '')
    expect(named(zodAtStart(out))).toEqual(['renderer/assets/schemas-c3.js'])
  })

  it('is found in the preload', () => {
    write('renderer/assets/index-a1.js', '')
    write('preload/index.js', 'const z={};z._zod={}')
    expect(named(zodAtStart(out))).toEqual(['preload/index.js'])
  })

  it('is not said to be absent from a page without a script', () => {
    write('renderer/index.html', '<p>Nothing</p>')
    expect(() => zodAtStart(out)).toThrow('names no script')
  })
})

it('follows two files that import each other to an end', () => {
  write('renderer/assets/index-a1.js', 'import"./part-b2.js"')
  write('renderer/assets/part-b2.js', 'import"./index-a1.js"')
  expect(named(scriptsOf(path.join(out, 'renderer', 'index.html')))).toEqual([
    'renderer/assets/index-a1.js',
    'renderer/assets/part-b2.js',
  ])
})
