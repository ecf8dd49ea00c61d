import { expect, type Page } from '@playwright/test'

/** Opens the library and waits until it was read to its end. */
export async function wholeLibrary(page: Page, total: number): Promise<void> {
  await page.getByRole('link', { name: 'Library' }).click()
  const count = page.locator('header').getByText(`${String(total)} videos`, { exact: true })
  await expect(count).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/^Up to date/)).toBeVisible()
}

export async function chooseAllVideos(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').first().focus()
  await page.keyboard.press('Control+a')
}
