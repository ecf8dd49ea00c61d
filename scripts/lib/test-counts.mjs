// What the runners' reports say: `{ passed, failed, skipped }`, and which tests failed with which words. A report that
// says nothing failed while its runner did counts as one failure: no suite can fall silent.

import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { fromRoot } from './paths.mjs'

const withExitCode = (counts, code) => (code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts)

const NOTHING = { passed: 0, failed: 0, skipped: 0 }

/** A check that only passes or fails. */
export const countStep = (code) => ({ ...NOTHING, [code === 0 ? 'passed' : 'failed']: 1 })

/** Vitest's JSON report. A file that broke before its first test counts as one failure. */
export function countVitest(report, code) {
  if (!report) return { ...NOTHING, failed: 1 }
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  return withExitCode(counts, code)
}

/** Playwright's JSON report. A test that passed only when tried again has failed. */
export function countPlaywright(report, code) {
  if (!report) return { ...NOTHING, failed: 1 }
  const { expected, unexpected, flaky, skipped } = report.stats
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped }, code)
}

export const addUp = (all) =>
  all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    NOTHING,
  )

export const summary = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

const MOST_LINES = 12

/** A failure as it is named after all suites: where it is, and the first lines of what it said. */
function failure(where, message = '') {
  const isTelling = (line) => line.trim() !== '' && !line.includes('/node_modules/')
  const lines = stripVTControlCharacters(message).split('\n').filter(isTelling).slice(0, MOST_LINES)
  return [where, ...lines.map((line) => `    ${line}`)].join('\n')
}

/** The failed tests and broken files of Vitest's JSON report. */
export function failuresOfVitest(report) {
  return (report?.testResults ?? []).flatMap((file) => {
    const name = path.relative(fromRoot(), file.name).split(path.sep).join('/')
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    if (file.status === 'failed' && failed.length === 0) return [failure(name, file.message)]
    return failed.map((test) => failure(`${name} › ${test.fullName}`, test.failureMessages[0]))
  })
}

/** The failed and flaky tests of Playwright's JSON report. */
export function failuresOfPlaywright(report) {
  const ofSuite = (suite) => [
    ...(suite.specs ?? []).flatMap((spec) => spec.tests.flatMap((test) => ofTest(spec, test))),
    ...(suite.suites ?? []).flatMap(ofSuite),
  ]
  const ofTest = (spec, test) => {
    if (test.status !== 'unexpected' && test.status !== 'flaky') return []
    const error = test.results.flatMap((result) => result.errors)[0]
    return [failure(`${spec.file}:${spec.line} › ${spec.title}`, error?.message)]
  }
  return [
    ...(report?.suites ?? []).flatMap(ofSuite),
    ...(report?.errors ?? []).map((error) => failure('e2e', error.message)),
  ]
}
