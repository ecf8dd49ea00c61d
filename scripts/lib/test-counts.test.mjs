import { describe, expect, it } from 'vitest'
import { fromRoot } from './paths.mjs'
import {
  addUp,
  countPlaywright,
  countStep,
  countVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  summary,
} from './test-counts.mjs'

const vitestReport = (changes) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
  ...changes,
})

describe('a suite cannot fall silent', () => {
  it.each([
    ['no report', countVitest(undefined, 1)],
    ['no report, though the runner says all is well', countPlaywright(undefined, 0)],
    ['a runner that fails with no failed test', countVitest(vitestReport({}), 1)],
    [
      'a file that breaks before its tests',
      countVitest(vitestReport({ testResults: [{ status: 'failed', assertionResults: [] }] }), 1),
    ],
    [
      'a test that passes only the second time',
      countPlaywright({ stats: { expected: 1, unexpected: 0, flaky: 1, skipped: 0 } }, 0),
    ],
    ['a check that complains', countStep(2)],
  ])('%s is one failure', (_, counts) => {
    expect(counts.failed).toBe(1)
  })
})

it('counts what Vitest reports', () => {
  const report = vitestReport({ numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 })
  expect(countVitest(report, 1)).toEqual({ passed: 3, failed: 2, skipped: 2 })
})

it('counts what Playwright reports', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 0, skipped: 2 }
  expect(countPlaywright({ stats }, 1)).toEqual({ passed: 4, failed: 1, skipped: 2 })
})

it('adds suites up, and speaks of skipped tests only when there are some', () => {
  const total = addUp([countStep(0), countStep(1), { passed: 5, failed: 0, skipped: 2 }])
  expect(summary(total)).toBe('6 passed, 1 failed, 2 skipped')
  expect(summary(countStep(0))).toBe('1 passed, 0 failed')
})

describe('what failed is named', () => {
  it('by Vitest: each test with the first lines of its message, a broken file with its own', () => {
    const failed = {
      status: 'failed',
      fullName: 'a sum adds',
      failureMessages: ['\u001b[31mIs 3\u001b[39m\n\nnot 4\n at run (/node_modules/x.js:1)'],
    }
    const testResults = [
      {
        name: fromRoot('src', 'a.test.ts'),
        status: 'failed',
        assertionResults: [failed, { status: 'passed' }],
      },
      {
        name: fromRoot('src', 'b.test.ts'),
        status: 'failed',
        message: 'No such module',
        assertionResults: [],
      },
      { name: fromRoot('src', 'c.test.ts'), status: 'passed', assertionResults: [{ status: 'passed' }] },
    ]
    expect(failuresOfVitest({ testResults })).toEqual([
      'src/a.test.ts › a sum adds\n    Is 3\n    not 4',
      'src/b.test.ts\n    No such module',
    ])
  })

  it('by Playwright: also what passed only the second time', () => {
    const spec = (title, line, status, errors) => ({
      title,
      file: 'a.e2e.ts',
      line,
      tests: [{ status, results: [{ errors }] }],
    })
    const bad = spec('opens', 3, 'unexpected', [{ message: 'Timed out' }])
    const shaky = spec('closes', 9, 'flaky', [])
    const report = {
      suites: [{ specs: [bad], suites: [{ specs: [shaky, spec('stays', 12, 'expected', [])] }] }],
    }
    expect(failuresOfPlaywright(report)).toEqual(['a.e2e.ts:3 › opens\n    Timed out', 'a.e2e.ts:9 › closes'])
  })

  it('by none, where there is no report', () => {
    expect([...failuresOfVitest(undefined), ...failuresOfPlaywright(undefined)]).toEqual([])
  })
})
