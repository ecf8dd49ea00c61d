// `npm run notices`: writes out/notices/THIRD-PARTY-NOTICES.txt, the licence of each package that others wrote and
// that the packaged app contains: what the build took in (out/notices/*.json, from lib/bundled-packages.ts) and the
// production dependencies. Fails when one of them may not be there. Electron brings its own notices along.

import fs from 'node:fs'
import path from 'node:path'
import { isAllowed, licenceIn } from './lib/licences.mjs'
import { fromRoot } from './lib/paths.mjs'
import { main } from './lib/setup.mjs'

const FOLDER = fromRoot('out', 'notices')
const TARGET = path.join(FOLDER, 'THIRD-PARTY-NOTICES.txt')
const PARTS = ['main', 'preload', 'renderer']

// The icons come in as data, through a module that the UI library's plugin writes.
const ICONS = 'node_modules/@iconify-json/lucide'

// What package.json leaves out and the package says elsewhere: in its data, in its Readme.
const SAID_ELSEWHERE = {
  '@iconify-json/lucide': { author: 'Lucide Contributors' },
  'combine-errors': { licence: 'MIT' },
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i
const read = (...parts) => fs.readFileSync(path.join(...parts), 'utf8')

function bundled() {
  return PARTS.flatMap((part) => {
    const file = path.join(FOLDER, `${part}.json`)
    if (!fs.existsSync(file)) throw new Error(`${part} has not been built: run npm run build first.`)
    return JSON.parse(read(file))
  })
}

/** The production dependencies installed here, without those for musl's Linux, which stay out of the package. */
function shipped() {
  const { packages } = JSON.parse(read(fromRoot('package-lock.json')))
  return Object.entries(packages)
    .filter(([place, { dev }]) => place !== '' && !dev && !place.includes('-musl'))
    .map(([place]) => place)
    .filter((place) => fs.existsSync(fromRoot(place)))
}

function describe(place) {
  const folder = fromRoot(place)
  const manifest = JSON.parse(read(folder, 'package.json'))
  const files = fs.readdirSync(folder).filter((name) => LICENCE_FILE.test(name))
  return {
    name: manifest.name,
    version: manifest.version,
    licence: licenceIn(manifest),
    author: manifest.author?.name ?? manifest.author,
    home: manifest.homepage ?? manifest.repository?.url ?? manifest.repository,
    texts: files
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .map((name) => read(folder, name)),
    ...SAID_ELSEWHERE[manifest.name],
  }
}

/** A package that names its licence and brings no text gets the licence's usual text, with its author's name. */
function licenceText({ name, licence, author, texts }) {
  if (texts.length > 0) return texts.map((text) => text.trim()).join('\n\n')
  const template = fromRoot('build', 'licences', `${licence}.txt`)
  if (!fs.existsSync(template))
    throw new Error(`${name} brings no licence text, and build/licences has no ${licence}.`)
  return read(template)
    .trim()
    .replace('<holder>', author ?? `the authors of ${name}`)
}

function notice(item) {
  const head = `${item.name} ${item.version}\nLicence: ${item.licence}`
  return `${head}${item.home ? `\n${item.home}` : ''}\n\n${licenceText(item)}\n`
}

await main(() => {
  const places = [...new Set([...bundled(), ...shipped(), ICONS])].sort()
  const items = places.map(describe)
  const refused = items.filter(({ licence }) => licence === undefined || !isAllowed(licence))
  if (refused.length > 0) {
    const list = refused.map(
      ({ name, version, licence }) => `  ${name} ${version}: ${licence ?? 'none named'}`,
    )
    throw new Error(`These licences may not be in the package:\n${list.join('\n')}`)
  }
  // The same package in the same version may lie in two folders.
  const notices = [...new Set(items.map(notice))]
  const line = `${'-'.repeat(78)}\n`
  const intro = 'Longshore contains the work of others, under the licences that follow.\n'
  fs.writeFileSync(TARGET, [intro, ...notices].join(`\n${line}\n`))
  console.log(`Third-party notices: ${notices.length} packages`)
})
