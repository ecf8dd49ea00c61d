// `npm run lint`: ESLint, Prettier, knip, the boundary check and the document check; all of them run, whatever the
// first ones say.

import { fromRoot } from './lib/paths.mjs'
import { run } from './lib/process.mjs'

const tool = (...parts) => fromRoot('node_modules', ...parts)

const CHECKS = [
  ['ESLint', [tool('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.']],
  ['Prettier', [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['knip', [tool('knip', 'bin', 'knip.js'), '--no-progress']],
  ['Boundaries', [fromRoot('scripts', 'check-boundaries.mjs')]],
  ['Documents', [fromRoot('scripts', 'check-docs.mjs')]],
]

const failed = []
for (const [name, args] of CHECKS) {
  if ((await run(process.execPath, args)) !== 0) failed.push(name)
}
console.log(failed.length === 0 ? 'Lint: nothing to say.' : `Lint: ${failed.join(', ')} complained.`)
process.exitCode = failed.length === 0 ? 0 : 1
