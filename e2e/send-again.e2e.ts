import { basename } from 'node:path'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { addVideos, rowOf, signIn, uploadButton } from './support/window'

test('a cancelled upload can be sent again, once', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.tides])
  const row = rowOf(page, basename(samples.tides))
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: 20000 }))
  await uploadButton(page).click()
  await expect(row).toContainText('Uploading')
  await row.hover()
  await row.getByRole('button', { name: /^Cancel upload/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel the upload/ })
    .click()
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
