import { basename } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test, type TestInstance } from './support/fixtures'
import { samples } from './support/launch'
import { addVideos, rowOf, signIn, uploadButton } from './support/window'

async function cancel(page: Page, row: Locator): Promise<void> {
  await row.hover()
  await row.getByRole('button', { name: /^Cancel upload/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel the upload/ })
    .click()
}

test('a cancelled upload can be sent again, once', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.tides])
  const row = rowOf(page, basename(samples.tides))
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: 20000 }))
  await uploadButton(page).click()
  await expect(row).toContainText('Uploading')
  await cancel(page, row)
  await expect(row).toContainText('Cancelled')
  await row.hover()
  await row.getByRole('button', { name: /^Try again/ }).click()
  await expect(row).toContainText('Ready')
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: null }))
  await uploadButton(page).click()
  await expect(row).toContainText('Done', { timeout: 30_000 })
  await row.hover()
  expect(await demo.control.videos()).toHaveLength(1)
})

test.describe('an upload that is cancelled after its last byte arrived', () => {
  const LAST_CHUNK = { method: 'PUT', path: 'upload-resumable' }

  async function cancelLate(page: Page, demo: TestInstance): Promise<Locator> {
    demo.control.addFault({ match: LAST_CHUNK, fault: { kind: 'cut-response' } })
    demo.control.addFault({ match: { ...LAST_CHUNK, times: 99 }, fault: { kind: 'status', status: 500 } })
    await signIn(page, demo)
    await addVideos(page, [samples.tides])
    const row = rowOf(page, basename(samples.tides))
    await uploadButton(page).click()
    await expect(row).toContainText('Waiting to try again')
    await cancel(page, row)
    demo.control.clearFaults()
    await expect(row).toContainText('Arrived all the same')
    return row
  }

  test('is told and kept', async ({ start, startDemo }) => {
    const demo = await startDemo()
    const { page } = await start()
    const row = await cancelLate(page, demo)
    await row.getByRole('button', { name: 'Keep', exact: true }).click()
    await expect(row).toContainText('Done', { timeout: 30_000 })
    expect(await demo.control.videos()).toHaveLength(1)
  })

  test('is told and deleted from the instance', async ({ start, startDemo }) => {
    const demo = await startDemo()
    const { page } = await start()
    const row = await cancelLate(page, demo)
    await row.hover()
    await row.getByRole('button', { name: /^Delete from the instance/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(row).toContainText('Cancelled')
    await expect.poll(() => demo.control.videos()).toHaveLength(0)
  })
})
