// The document check: docs/dependencies.md has a line for each package of package.json, with its version and its
// licence, and no other; every link and every path of the project that a document names leads somewhere.

import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { licenceIn } from './lib/licences.mjs'
import { fromRoot } from './lib/paths.mjs'

const ROW =
  /^\|\s*`(?<name>[^`|]+)`\s*\|\s*`(?<version>[^`|]+)`\s*\|\s*(?<licence>[^|]+?)\s*\|(?<rest>.*)\|\s*$/gm
const LINK = /\]\((?<target>[^)\s]+)\)/g
const NAMED_PATH = /`(?<target>(?:src|scripts|test|e2e|bench|docs|build|\.ci|\.github)\/[^`\s]*)`/g

/** The lines of a table of packages: `{ name, version, licence, cells }`. */
export function packagesIn(text) {
  return [...text.matchAll(ROW)].map(({ groups }) => ({
    name: groups.name,
    version: groups.version,
    licence: groups.licence,
    cells: groups.rest.split('|').map((cell) => cell.trim()),
  }))
}

/**
 * What is wrong with a table, as sentences. `wanted` is name -> version, as package.json has it, `licenceOf` tells a
 * package's own licence, or undefined when it is not installed.
 */
export function packageProblems(lines, wanted, licenceOf) {
  const names = lines.map(({ name }) => name)
  const missing = Object.keys(wanted).filter((name) => !names.includes(name))
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  return [
    ...missing.map((name) => `${name} has no line`),
    ...twice.map((name) => `${name} has more than one line`),
    ...lines.flatMap((line) => lineProblems(line, wanted[line.name], licenceOf(line.name))),
  ]
}

function lineProblems({ name, version, licence, cells }, wanted, own) {
  if (wanted === undefined) return [`${name} is not in package.json`]
  return [
    ...(version === wanted ? [] : [`${name} is ${wanted} in package.json, not ${version}`]),
    ...(own === undefined || own === licence ? [] : [`${name} is under ${own}, not ${licence}`]),
    ...(cells.length === 2 && cells.every((cell) => cell !== '')
      ? []
      : [`${name} does not say what it is for and why it was chosen`]),
  ]
}

/** Names in a document that lead nowhere. `exists` is asked with paths relative to the root. */
export function deadNames(file, text, exists) {
  const links = [...text.matchAll(LINK)]
    .map(({ groups }) => groups.target.split('#')[0])
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => path.posix.join(path.posix.dirname(file), target))
  // A path with a placeholder or a pattern stands for several.
  const named = [...text.matchAll(NAMED_PATH)]
    .map(({ groups }) => groups.target)
    .filter((target) => !/[*<{…]/.test(target))
  return [...links, ...named].filter((target) => !exists(target))
}

function documents() {
  const inDocs = fs
    .readdirSync(fromRoot('docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.split(path.sep).join('/')}`)
  return ['README.md', ...inDocs]
}

function licenceOf(name) {
  const manifest = fromRoot('node_modules', name, 'package.json')
  return fs.existsSync(manifest) ? licenceIn(JSON.parse(fs.readFileSync(manifest, 'utf8'))) : undefined
}

function problems() {
  const read = (file) => fs.readFileSync(fromRoot(file), 'utf8')
  const { dependencies, devDependencies } = JSON.parse(read('package.json'))
  const lines = packagesIn(read('docs/dependencies.md'))
  const exists = (target) => fs.existsSync(fromRoot(target))
  return [
    ...packageProblems(lines, { ...dependencies, ...devDependencies }, licenceOf).map(
      (problem) => `docs/dependencies.md: ${problem}`,
    ),
    ...documents().flatMap((file) =>
      deadNames(file, read(file), exists).map((target) => `${file}: there is no ${target}`),
    ),
  ]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = problems()
  for (const problem of found) console.error(problem)
  process.exitCode = found.length === 0 ? 0 : 1
}
