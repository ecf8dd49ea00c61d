// What every start of the app waits for: the script of the first page, all that it imports at once, and the preload.
// zod is 94 KB, and comes along as soon as one of them imports a constant from a file with schemas (such as
// src/shared/uploads/draft.ts in place of draft-values.ts). The bundler knows who needs what; so the build is looked at.

import fs from 'node:fs'
import path from 'node:path'

/** Zod's own words: names of properties, which no minifier changes, and of classes, which it writes as texts. */
const ZOD = /\b_zod\b|"\$?Zod[A-Z]\w*"/
const ENTRY = /<(?:script|link)\b[^>]*?\b(?:src|href)="(?<file>[^"]+\.js)"/g
const IMPORT = /\b(?:from|import)\s*["'](?<file>\.[^"']+\.js)["']/g

const filesIn = (text, pattern) => [...text.matchAll(pattern)].map(({ groups }) => groups.file)

/** The scripts that a page loads before it shows anything, beginning with its own; those asked for later are not among them. */
export function scriptsOf(page) {
  const found = new Set()
  const add = (from, text, pattern) => {
    for (const name of filesIn(text, pattern)) {
      const file = path.join(path.dirname(from), name)
      if (found.has(file)) continue
      found.add(file)
      add(file, fs.readFileSync(file, 'utf8'), IMPORT)
    }
  }
  add(page, fs.readFileSync(page, 'utf8'), ENTRY)
  return [...found]
}

/** The files of a build (the folder `out`) that zod is in and may not be in. Throws when there is no such build. */
export function zodAtStart(out) {
  const scripts = scriptsOf(path.join(out, 'renderer', 'index.html'))
  if (scripts.length === 0) throw new Error('The page of the window names no script.')
  return [...scripts, path.join(out, 'preload', 'index.js')].filter((file) =>
    ZOD.test(fs.readFileSync(file, 'utf8')),
  )
}
