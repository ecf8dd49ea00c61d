import type { Page } from '@playwright/test'
import { basename } from 'node:path'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { pickFiles, rowOf } from './support/window'

/** Presses Tab until the element with this name has the focus, as a person without a mouse does. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body) return ''
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
      return [
        element.getAttribute('aria-label'),
        element.textContent,
        ...labels.map((label) => label.textContent),
      ]
        .filter((text) => text !== null)
        .join(' ')
        .trim()
    })
    if (name.test(focused)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way by Tab to ${String(name)}`)
}

test('from the first page to a published video without a mouse', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { electron, page } = await start()
  await tabTo(page, /Address of your PeerTube instance/)
  await page.keyboard.type(demo.url)
  await page.keyboard.press('Enter')
  await page.getByLabel('User name').waitFor()
  await tabTo(page, /User name/)
  await page.keyboard.type('demo')
  await page.keyboard.press('Tab')
  await tabTo(page, /^Password/)
  await page.keyboard.type(demo.users.demo.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Uploads' })).toBeVisible()

  // The system's picker is the system's: here it answers by itself.
  await pickFiles(electron, samples.tides)
  await tabTo(page, /Add videos/)
  await page.keyboard.press('Enter')
  const row = rowOf(page, basename(samples.tides))
  await row.waitFor()
  await tabTo(page, /tide-tables/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^Upload( 1)?$/)
  await page.keyboard.press('Enter')
  // The button can do no more.
  await expect(row).toBeFocused()
  await expect(row).toContainText('Done', { timeout: 30_000 })
  // Nothing is chosen any more, and what the row under the keyboard offers is still seen.
  await page.keyboard.press('Escape')
  await expect(row).toHaveAttribute('aria-selected', 'false')
  await expect(row.getByRole('button', { name: /^Edit details/ })).toHaveCSS('opacity', '1')
})
