// `npm test`: sets up, runs every suite, adds them up. The last line is `N passed, N failed` (`, N skipped` may
// follow); what failed is named before it. One or more suites alone:
// `node scripts/test.mjs unit,contract [what to hand to the runner]`.
// Those that need no screen run side by side; what each of them says is shown when it has ended.

import fs from 'node:fs'
import { fromRoot } from './lib/paths.mjs'
import { run } from './lib/process.mjs'
import { runInSession } from './lib/session.mjs'
import { main, setUp } from './lib/setup.mjs'
import {
  addUp,
  countPlaywright,
  countStep,
  countVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  summary,
} from './lib/test-counts.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'

const node = process.execPath
const report = (suite) => fromRoot('test-results', `${suite}.json`)

/** The runner's report, or undefined when it left none. */
function readReport(suite) {
  try {
    return JSON.parse(fs.readFileSync(report(suite), 'utf8'))
  } catch {
    return undefined
  }
}

const step = (script) => async (_extra, options) =>
  countStep(await run(node, [fromRoot('scripts', script)], options))

const vitest = (suite) => async (extra, options) => {
  const program = fromRoot('node_modules', 'vitest', 'vitest.mjs')
  const args = ['run', '--project', suite, '--reporter=default', '--reporter=json']
  const code = await run(node, [program, ...args, `--outputFile.json=${report(suite)}`, ...extra], options)
  return countVitest(readReport(suite), code)
}

async function endToEnd(extra) {
  const cli = fromRoot('node_modules', '@playwright', 'test', 'cli.js')
  const code = await runInSession(node, [cli, 'test', ...extra])
  return countPlaywright(readReport('e2e'), code)
}

const SUITES = {
  lint: step('lint.mjs'),
  types: step('types.mjs'),
  unit: vitest('unit'),
  contract: vitest('contract'),
  e2e: endToEnd,
}

const FAILURES = { unit: failuresOfVitest, contract: failuresOfVitest, e2e: failuresOfPlaywright }

/** The end-to-end suite watches clocks and a screen: nothing runs beside it. */
const SIDE_BY_SIDE = ['lint', 'types', 'unit', 'contract']

const title = (name) => `\n=== ${name} ===`

async function inFront(name, extra) {
  console.log(title(name))
  return SUITES[name](extra, {})
}

/** Runs a suite out of sight, and shows what it said at its end. */
async function aside(name, extra) {
  const log = fromRoot('test-results', `${name}.log`)
  const file = fs.openSync(log, 'w')
  const counts = await SUITES[name](extra, { stdio: ['ignore', file, file] })
  fs.closeSync(file)
  console.log(title(name))
  process.stdout.write(fs.readFileSync(log))
  return counts
}

/** The counts of each suite, in the order of `names`. */
async function runSuites(names, extra) {
  fs.mkdirSync(fromRoot('test-results'), { recursive: true })
  for (const name of names) fs.rmSync(report(name), { force: true })
  const besides = names.filter((name) => SIDE_BY_SIDE.includes(name))
  const counts = {}
  if (besides.length > 1) {
    console.log(`\nSide by side: ${besides.join(', ')}`)
    await Promise.all(besides.map(async (name) => (counts[name] = await aside(name, extra))))
  }
  for (const name of names) counts[name] ??= await inFront(name, extra)
  return names.map((name) => [name, counts[name]])
}

function chosenSuites(choice) {
  const names = choice === undefined ? Object.keys(SUITES) : choice.split(',')
  const unknown = names.find((name) => !(name in SUITES))
  if (unknown) throw new Error(`There is no suite "${unknown}", only ${Object.keys(SUITES).join(', ')}.`)
  return names
}

await main(async () => {
  const [choice, ...extra] = process.argv.slice(2)
  const names = chosenSuites(choice)
  try {
    await (names.includes('e2e') ? setUp('session') : ensureDependencies())
  } catch (error) {
    console.error(error.message)
    console.log(summary(addUp([countStep(1)])))
    return 1
  }

  const results = await runSuites(names, extra)
  const failures = results.flatMap(([name]) => FAILURES[name]?.(readReport(name)) ?? [])
  if (failures.length > 0) console.log(['\nWhat failed:', ...failures].join('\n'))
  console.log()
  for (const [name, counts] of results) console.log(`${name}: ${summary(counts)}`)
  const total = addUp(results.map(([, counts]) => counts))
  console.log(summary(total))
  return total.failed === 0 ? 0 : 1
})
