// What the runners' reports say, as `{ passed, failed, skipped }`. A report that says nothing failed while its
// runner did counts as one failure: no suite can fall silent.

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
