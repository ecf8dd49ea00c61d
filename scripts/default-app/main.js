'use strict'

// What a bare Electron runs when it has no app of its own: it loads the app named on the command line, as in
// `electron . --flag`. Electron's own downloads bring such a program along; the runtime of the registry fallback
// (scripts/electron-runtime.mjs) does not, so this one is put in its place. Development and tests only.

const { app } = require('electron')
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')

/** Splits Electron's own arguments from the app's folder or file: the first word that is no flag. */
function parseArguments(argv) {
  const preloads = []
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index]
    if (argument === '-r' || argument === '--require') {
      index += 1
      preloads.push(argv[index])
    } else if (argument === '--version' || argument === '-v') {
      return { preloads, versionOnly: true, target: undefined }
    } else if (!argument.startsWith('-')) {
      return { preloads, versionOnly: false, target: argument }
    }
  }
  return { preloads, versionOnly: false, target: undefined }
}

/** Gives the running Electron the name, version and path of the app, before any of its code runs. */
function adopt(folder) {
  const manifestFile = path.join(folder, 'package.json')
  if (!fs.existsSync(manifestFile)) return
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'))
  const name = manifest.productName ?? manifest.name
  if (manifest.version) app.setVersion(manifest.version)
  if (name) app.setName(name)
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`)
  app.setAppPath(folder)
}

function load(target) {
  const resolved = path.resolve(target)
  const isFolder = fs.existsSync(resolved) && fs.statSync(resolved).isDirectory()
  adopt(isFolder ? resolved : path.dirname(resolved))
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
  Module._load(Module._resolveFilename(resolved, null, true), Module, true)
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  app.exit(1)
}

// A copy: a preloaded module may change process.argv, as Playwright's does.
const { preloads, versionOnly, target } = parseArguments(process.argv.slice(1))
for (const preload of preloads) require(path.resolve(preload))

if (versionOnly) {
  process.stdout.write(`v${process.versions.electron}\n`)
  app.exit(0)
} else if (target === undefined) {
  fail('Name the app to open: electron <folder>')
} else {
  try {
    load(target)
  } catch (error) {
    fail(`The app did not start.\n${error instanceof Error ? error.stack : String(error)}`)
  }
}
