import { defineConfig } from '@playwright/test'

// `npm run demo` and `npm run screenshots` start the display and the keyring around this (scripts/demo.mjs).
export default defineConfig({
  testDir: '.',
  testMatch: '*.demo.ts',
  outputDir: '../../test-results/demo',
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // The demo prints its own story.
  reporter: [['dot']],
})
