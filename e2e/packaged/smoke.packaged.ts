import { expect, test, type Page } from '@playwright/test'
import { dropFiles } from '../support/drop'
import { samples, temporaryFolder } from '../support/launch'
import { uploadButton } from '../support/window'
import { attach } from './attach'

async function publishOne(page: Page): Promise<void> {
  const tryIt = page.getByRole('button', { name: /^Try it/ })
  await tryIt.click()
  await expect(tryIt).toBeHidden()

  await dropFiles(page, [samples.tides])
  const row = page.getByRole('row').filter({ hasText: 'tide-tables.webm' })
  await expect(row).toContainText('Ready to upload')
  await uploadButton(page).click()
  await expect(row).toContainText('Done', { timeout: 60_000 })
}

/** The library reads the instance, and its thread, a file of its own in the package, answers a search. */
async function findInLibrary(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Library' }).click()
  const videos = page.getByRole('grid', { name: 'Videos' }).locator('[data-video]')
  await expect(videos).toHaveCount(1)
  const search = page.getByRole('textbox', { name: 'Search videos' })
  await search.fill('zeppelin')
  await expect(page.getByRole('heading', { name: 'No video matches' })).toBeVisible()
  await search.fill('tide')
  await expect(videos).toContainText('tide-tables')
}

test('the packaged app starts, signs in to the demo instance, publishes a video and finds it', async () => {
  const profile = temporaryFolder('packaged')
  try {
    const app = await attach(profile.path)
    try {
      await publishOne(app.page)
      await findInLibrary(app.page)
    } catch (error) {
      process.stderr.write(app.output())
      await app.page.screenshot({ path: test.info().outputPath('window.png') })
      throw error
    } finally {
      await app.close()
    }
  } finally {
    profile.remove()
  }
})
