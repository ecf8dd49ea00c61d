import { basename } from 'node:path'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { glance, look } from './support/look'
import { addVideos, rowOf, signIn, uploadButton } from './support/window'

/** Each theme is shown to axe once. */
const LOOKS = [
  { language: 'en', theme: 'light', size: { width: 1280, height: 800 }, check: look },
  { language: 'fr', theme: 'dark', size: { width: 900, height: 600 }, check: look },
  { language: 'fr', theme: 'light', size: { width: 1280, height: 800 }, check: glance },
  { language: 'en', theme: 'dark', size: { width: 900, height: 600 }, check: glance },
] as const

/** Every place of the window, each with what shows that it is there. */
const PLACES = [
  'uploads',
  'library',
  'changes',
  'playlists',
  'channels',
  'live',
  'receipts',
  'settings',
] as const

for (const { language, theme, size, check } of LOOKS) {
  const suffix = `${theme}-${language}-${String(size.width)}`

  test(`each screen is in order: ${suffix}`, async ({ start, startDemo, profile }) => {
    test.setTimeout(180_000)
    const demo = await startDemo()
    demo.control.fill('demo', 40)
    await demo.control.addPlaylist('demo', 'Evenings by the sea', 12)
    // The English names are what the helpers know, so the account and the drafts are made in English first.
    const first = await start()
    await signIn(first.page, demo)
    await addVideos(first.page, [samples.harbour, samples.tides, samples.lighthouse])
    await rowOf(first.page, basename(samples.tides)).click()
    await uploadButton(first.page).click()
    await expect(rowOf(first.page, basename(samples.tides))).toContainText('Done', { timeout: 30_000 })
    await first.close()
    expect(profile).not.toBe('')

    const { page, pageErrors } = await start({ language, theme, size })
    await rowOf(page, basename(samples.harbour)).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    for (const place of PLACES) {
      await page.evaluate((hash) => {
        location.hash = `#/${hash}`
      }, place)
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (place === 'library') await page.getByRole('grid').locator('[data-video]').first().waitFor()
      await check(page, `${place}-${suffix}`)
    }
    await page.evaluate(() => {
      location.hash = '#/library'
    })
    const video = page.getByRole('grid').locator('[data-video]').first()
    await video.dblclick()
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
    await check(page, `video-${suffix}`)
    await page.evaluate(() => {
      location.hash = '#/uploads'
    })
    await rowOf(page, basename(samples.harbour)).click()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox').first().waitFor()
    await check(page, `draft-${suffix}`)
    // Each part of the panel, also those that are folded at first.
    const folded = page.getByRole('complementary').locator('h3 > button[aria-expanded="false"]')
    for (let left = await folded.count(); left > 0; left--) {
      const name = (await folded.first().getAttribute('aria-controls')) ?? ''
      await folded.first().click()
      await page.locator(`#${name}`).scrollIntoViewIfNeeded()
      await check(page, `draft-${name}-${suffix}`)
    }
    expect(pageErrors).toEqual([])
  })

  test(`the first page is in order: ${suffix}`, async ({ start }) => {
    const { page } = await start({ language, theme, size })
    await page.getByRole('textbox').first().waitFor()
    await check(page, `welcome-${suffix}`)
  })
}
