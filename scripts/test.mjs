// `npm test`: sets up, runs every suite, adds them up. The last line is `N passed, N failed` (`, N skipped` may
// follow). One or more suites alone: `node scripts/test.mjs unit,contract [what to hand to the runner]`.

import fs from 'node:fs'
import { fromRoot } from './lib/paths.mjs'
import { run } from './lib/process.mjs'
import { runInSession } from './lib/session.mjs'
import { main, setUp } from './lib/setup.mjs'
import { addUp, countPlaywright, countStep, countVitest, summary } from './lib/test-counts.mjs'
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

const step = (script) => async () => countStep(await run(node, [fromRoot('scripts', script)]))

const vitest = (suite) => async (extra) => {
  const args = ['run', '--project', suite, '--reporter=default', '--reporter=json']
  const code = await run(node, [
    fromRoot('node_modules', 'vitest', 'vitest.mjs'),
    ...args,
    `--outputFile.json=${report(suite)}`,
    ...extra,
  ])
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

  const results = []
  for (const name of names) {
    console.log(`\n=== ${name} ===`)
    fs.rmSync(report(name), { force: true })
    const counts = await SUITES[name](extra)
    results.push([name, counts])
  }
  console.log()
  for (const [name, counts] of results) console.log(`${name}: ${summary(counts)}`)
  const total = addUp(results.map(([, counts]) => counts))
  console.log(summary(total))
  return total.failed === 0 ? 0 : 1
})
