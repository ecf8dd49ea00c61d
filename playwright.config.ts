import { defineConfig } from '@playwright/test'

// `npm run test:e2e` starts the displays and the keyring around this, once for each project (scripts/test.mjs).
const report = process.env['E2E_REPORT'] ?? 'test-results/e2e.json'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  globalTimeout: 30 * 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: report }]],
  projects: [
    {
      name: 'together',
      grepInvert: /@alone/,
      outputDir: 'test-results/e2e-together',
      fullyParallel: true,
    },
    // What measures time has the machine for itself.
    { name: 'alone', grep: /@alone/, outputDir: 'test-results/e2e-alone', workers: 1 },
  ],
})
