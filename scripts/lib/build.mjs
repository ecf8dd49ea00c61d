import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { zodAtStart } from './first-page.mjs'
import { fromRoot } from './paths.mjs'
import { run } from './process.mjs'

const INPUTS = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json']
const STAMP = fromRoot('out', '.built-from')

function filesUnder(entry) {
  const found = fromRoot(entry)
  if (!fs.existsSync(found)) return []
  if (!fs.statSync(found).isDirectory()) return [found]
  return fs
    .readdirSync(found, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && !item.name.endsWith('.test.ts'))
    .map((item) => path.join(item.parentPath, item.name))
}

/** A text that changes whenever a file the build reads is added, removed, renamed or written. */
function inputState() {
  const hash = createHash('sha256')
  for (const file of INPUTS.flatMap(filesUnder).sort()) {
    const { size, mtimeMs } = fs.statSync(file)
    hash.update(`${file}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

const builtFrom = () => (fs.existsSync(STAMP) ? fs.readFileSync(STAMP, 'utf8') : undefined)

/** Builds the app into out/ unless nothing changed since the last build. Throws when the build fails. */
export async function ensureBuild(say = console.log) {
  const state = inputState()
  if (builtFrom() === state) return
  say('Building the app')
  fs.rmSync(STAMP, { force: true })
  const code = await run(process.execPath, [
    fromRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
  if (code !== 0) throw new Error('The build failed.')
  const tooMuch = zodAtStart(fromRoot('out'))
  if (tooMuch.length > 0)
    throw new Error(`What the window starts with brings zod along: ${tooMuch.join(', ')}.`)
  fs.writeFileSync(STAMP, state)
}
