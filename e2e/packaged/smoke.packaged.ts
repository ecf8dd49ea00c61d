import { expect, test } from '@playwright/test'
import { dropFiles } from '../support/drop'
import { samples, temporaryFolder } from '../support/launch'
import { attach } from './attach'

test('the packaged app starts, signs in to the demo instance and publishes a video', async () => {
  const profile = temporaryFolder('packaged')
  const app = await attach(profile.path)
  const { page } = app
  try {
    const tryIt = page.getByRole('button', { name: /^Try it/ })
    await tryIt.click()
    await expect(tryIt).toBeHidden()

    await dropFiles(page, [samples.tides])
    const row = page.getByRole('row').filter({ hasText: 'tide-tables.webm' })
    await expect(row).toContainText('Ready to upload')
    await page
      .getByRole('toolbar', { name: 'Actions' })
      .getByRole('button', { name: /^Upload/ })
      .click()
    await expect(row).toContainText('Done', { timeout: 60_000 })
  } catch (error) {
    process.stderr.write(app.output())
    throw error
  } finally {
    await app.close()
    profile.remove()
  }
})
