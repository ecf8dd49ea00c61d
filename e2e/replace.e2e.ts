import type { Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { seriousFindings } from './support/accessibility'
import { expect, test, type TestInstance } from './support/fixtures'
import { samples } from './support/launch'
import { pickFiles, signIn } from './support/window'

async function openVideo(page: Page, demo: TestInstance): Promise<string> {
  const uuid = await demo.control.addVideo('demo', { file: samples.harbour, name: 'Harbour' })
  await signIn(page, demo)
  await page.getByRole('link', { name: 'Library' }).click()
  const row = page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').first()
  await expect(row).toContainText('Harbour', { timeout: 30_000 })
  await row.click()
  await row.press('Enter')
  return uuid
}

test('the file of a video is replaced from the library, and goes through the queue', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page, electron, pageErrors } = await start({ size: { width: 1280, height: 800 } })
  const uuid = await openVideo(page, demo)
  const button = page.getByRole('button', { name: 'Replace the file…' })
  const dialog = page.getByRole('dialog')

  // What the instance would not take is said at once, and nothing is queued.
  await pickFiles(electron, join(samples.folder, 'Harbour at dawn.en.srt'))
  await button.click()
  await expect(dialog).toContainText('Replace the file of “Harbour”?')
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('ask.png') })
  await dialog.getByRole('button', { name: 'Choose the file' }).click()
  await expect(page.getByText('The instance does not take this file.').first()).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('refused.png') })

  await pickFiles(electron, samples.lighthouse)
  await button.click()
  await dialog.getByRole('button', { name: 'Choose the file' }).click()
  await expect(page.getByText('The new file is in the queue.').first()).toBeVisible()
  await page.getByRole('link', { name: /^Uploads/ }).click()
  const row = page.getByRole('row').filter({ hasText: basename(samples.lighthouse) })
  await expect(row).toContainText('Replaces the file of “Harbour”')
  await expect(row).toContainText('Done', { timeout: 30_000 })
  const bytes = readFileSync(samples.lighthouse)
  expect(await demo.control.videos()).toMatchObject([
    { uuid, name: 'Harbour', sha256: createHash('sha256').update(bytes).digest('hex') },
  ])

  // There is nothing to say about it: no panel, and no way to one.
  await row.click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary')).toHaveCount(0)
  await expect(row.getByRole('button', { name: /^Edit details/ })).toHaveCount(0)
  await expect(page.getByText('The new file is in the queue.')).toHaveCount(0)
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('row.png') })

  await page.getByRole('link', { name: 'Receipts' }).click()
  await page
    .getByRole('button', { name: /Harbour/ })
    .first()
    .click()
  await expect(page.getByText('This file took the place of the one that the video had.')).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('receipt.png') })
  expect(pageErrors).toEqual([])
})

test('an instance that takes no other file offers none', async ({ start, startDemo }) => {
  const demo = await startDemo({ version: '5.1.0' })
  const { page } = await start()
  await openVideo(page, demo)
  await expect(page.getByRole('button', { name: 'Open in browser' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Replace the file…' })).toHaveCount(0)
})
