// The boundary check: reads every import under src/ with its own eyes, so that no lint comment can hide one, and
// holds them to two rules: the table in lib/boundaries.mjs, and no circle of imports (imports of types aside).

import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectTarget, violation } from './lib/boundaries.mjs'
import { projectRoot } from './lib/paths.mjs'

const IMPORT = /^\s*(?:import|export)\s(?:(?<type>type\s)?[^'";]*?\sfrom\s)?\s*['"](?<source>[^'"]+)['"]/gm
const DYNAMIC = /\b(?:import|require)\(\s*['"](?<source>[^'"]+)['"]\s*\)/g

/** All imports in a source text: `{ source, typeOnly }`. */
export function importsIn(text) {
  return [IMPORT, DYNAMIC].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups }) => ({
      source: groups.source,
      typeOnly: groups.type !== undefined,
    })),
  )
}

/** The file that a path without its ending names, out of the set of files, or undefined. */
function resolveIn(files, target) {
  return [target, `${target}.ts`, `${target}/index.ts`].find((candidate) => files.has(candidate))
}

/**
 * The first circle found in a graph (Map of file -> files it imports), as the list of files from start to start,
 * or undefined.
 */
export function findCircle(graph) {
  const done = new Set()
  const trail = []
  function visit(file) {
    const at = trail.indexOf(file)
    if (at !== -1) return [...trail.slice(at), file]
    if (done.has(file)) return undefined
    trail.push(file)
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next)
      if (circle) return circle
    }
    trail.pop()
    done.add(file)
    return undefined
  }
  for (const file of graph.keys()) {
    const circle = visit(file)
    if (circle) return circle
  }
  return undefined
}

/** What is wrong with a set of sources (Map of file -> text), as sentences. */
export function problemsIn(sources) {
  const problems = []
  const graph = new Map()
  for (const [file, text] of sources) {
    const imports = importsIn(text)
    for (const { source, typeOnly } of imports) {
      const reason = violation(file, source, { typeOnly })
      if (reason) problems.push(`${file}: ${reason}`)
    }
    const targets = imports
      .filter(({ typeOnly }) => !typeOnly)
      .map(({ source }) => projectTarget(file, source))
      .map((target) => target && resolveIn(sources, target))
    graph.set(file, targets.filter(Boolean))
  }
  const circle = findCircle(graph)
  if (circle) problems.push(`a circle of imports: ${circle.join(' -> ')}`)
  return problems
}

function readSources() {
  const folder = path.join(projectRoot, 'src')
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && /\.(ts|vue)$/.test(item.name))
    .map((item) => path.join(item.parentPath, item.name))
  return new Map(
    files.map((file) => [
      path.relative(projectRoot, file).split(path.sep).join('/'),
      fs.readFileSync(file, 'utf8'),
    ]),
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = problemsIn(readSources())
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
