import type { Page } from '@playwright/test'
import { cutOff, seriousFindings } from './support/accessibility'
import { expect, test } from './support/fixtures'
import { signIn } from './support/window'

const VIDEOS = 12
const SHOTS = process.env['SHOTS']

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` })
}

async function wholeLibrary(page: Page, total: number): Promise<void> {
  await page.getByRole('link', { name: 'Library' }).click()
  const count = page.locator('header p').filter({ hasText: `${String(total)} videos` })
  await expect(count).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/^Up to date/)).toBeVisible()
}

async function chooseAll(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').first().focus()
  await page.keyboard.press('Control+a')
}

test('titles are changed together, what fails is tried again, and all of it is undone', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  demo.control.fill('demo', VIDEOS)
  const titles = async (): Promise<string[]> => (await demo.control.videos()).map(({ name }) => name).sort()
  const before = await titles()
  const { page, pageErrors } = await start()
  await signIn(page, demo)
  await wholeLibrary(page, VIDEOS)
  await chooseAll(page)
  await shoot(page, '1-library')
  await page.getByRole('button', { name: 'Edit 12 videos…' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Edit 12 videos' })).toBeVisible()

  await page.getByRole('button', { name: 'Add a change' }).click()
  await page.getByRole('menuitem', { name: 'Title' }).click()
  const text = page.getByRole('textbox', { name: 'Text' })
  await expect(text).toBeFocused()
  await text.fill('Part ')
  await page.getByRole('button', { name: 'Number, 3 digits' }).click()
  await expect(text).toHaveValue('Part {n:3}')
  await shoot(page, '2-form')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Show the preview' }).click()

  const rows = page.getByRole('listbox', { name: 'Changes, one for each video' }).getByRole('option')
  await expect(rows).toHaveCount(VIDEOS)
  await expect(page.getByText('Preview: 12 changes, nothing is sent yet')).toBeVisible()
  await expect(rows.first()).toContainText('Part 001')
  await rows.first().click()
  await shoot(page, '3-preview')
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
  expect(await titles()).toEqual(before)

  // One video is refused by the instance.
  demo.control.addFault({
    match: { method: 'PUT', path: '/videos/' },
    fault: { kind: 'status', status: 400 },
  })
  await page.getByRole('button', { name: 'Run 12 changes' }).click()
  await expect(page.getByText('11 done · 1 failed')).toBeVisible({ timeout: 30_000 })
  await shoot(page, '4-failed')
  await page.getByRole('button', { name: 'Try 1 again' }).click()
  await expect(page.getByText('12 done', { exact: true })).toBeVisible({ timeout: 30_000 })
  expect((await titles())[11]).toBe('Part 012')
  await shoot(page, '5-done')

  await page.getByRole('button', { name: 'Undo 12 changes…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Undo' })).toBeVisible()
  await expect(page.getByText('12 done', { exact: true })).toBeVisible({ timeout: 30_000 })
  expect(await titles()).toEqual(before)
  await page.getByRole('button', { name: 'Bulk edits' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Title: set' })).toBeVisible()
  await shoot(page, '6-list')
  expect(pageErrors).toEqual([])
})
