import { defineConfig } from '@playwright/test'

// Run by `npm run package` (scripts/package.mjs), which starts the display and the keyring around it.
export default defineConfig({
  testDir: '.',
  testMatch: '*.packaged.ts',
  outputDir: '../../test-results/packaged',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: { actionTimeout: 20_000 },
})
