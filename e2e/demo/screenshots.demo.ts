import { expect, test, type Page } from '@playwright/test'
import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { startDemoInstance, type DemoInstance } from '../../src/demo-instance'
import { launch, samples, temporaryFolder } from '../support/launch'
import { addVideos, rowOf, signIn, uploadButton } from '../support/window'

// `npm run screenshots`: the pictures of the README and of docs/, from the real app.

const output = resolve(__dirname, '../../docs/screenshots')

const LOOKS = [
  { name: 'light-en', language: 'en', theme: 'light', size: { width: 1280, height: 800 } },
  { name: 'dark-fr', language: 'fr', theme: 'dark', size: { width: 1280, height: 800 } },
  { name: 'small-dark-en', language: 'en', theme: 'dark', size: { width: 900, height: 600 } },
] as const

const PLACES = ['library', 'playlists', 'channels', 'live', 'calendar', 'receipts', 'settings'] as const

/** The samples under names that a season of harbour films could have. */
function seasonOfFilms(folder: string): string[] {
  const names = [
    ['Harbour at dawn.mp4', samples.harbour],
    ['Tide tables explained.webm', samples.tides],
    ['Lighthouse tour, part 1.mp4', samples.lighthouse],
    ['The last ferry of the year.mp4', samples.harbour],
    ['Knots that hold.mp4', samples.lighthouse],
  ] as const
  return names.map(([name, source]) => {
    copyFileSync(source, join(folder, name))
    if (name.endsWith('.mp4')) appendFileSync(join(folder, name), freeBox(name))
    return join(folder, name)
  })
}

/** What MP4 has for padding: the same film twice would be refused as a duplicate. */
function freeBox(text: string): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + Buffer.byteLength(text))
  head.write('free', 4)
  return Buffer.concat([head, Buffer.from(text)])
}

/** One done, one on its way, one waiting, two drafts. */
async function fillQueue(page: Page, demo: DemoInstance, folder: string): Promise<void> {
  const [first = '', ...others] = seasonOfFilms(folder)
  await signIn(page, demo)
  await addVideos(page, [first])
  await uploadButton(page).click()
  await expect(rowOf(page, basename(first))).toContainText('Done')
  await addVideos(page, others)
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: 4000 }))
  await page.keyboard.press('Escape')
  await rowOf(page, basename(others[0] ?? '')).click()
  await uploadButton(page).click()
  await rowOf(page, basename(others[1] ?? '')).click()
  await uploadButton(page).click()
  await expect(rowOf(page, basename(others[0] ?? ''))).toContainText('left', { timeout: 60_000 })
}

/** The library with the newest video in its panel, once it was read. */
async function openFirstVideo(page: Page): Promise<void> {
  const rows = page.getByRole('grid').locator('[data-video]')
  await expect(rows).not.toHaveCount(0)
  await rows.first().dblclick()
  await page.getByRole('complementary').getByRole('textbox').first().waitFor()
}

for (const { name, ...look } of LOOKS) {
  test(`pictures: ${name}`, async () => {
    const profile = temporaryFolder('pictures')
    const data = temporaryFolder('pictures-instance')
    const films = temporaryFolder('films')
    mkdirSync(output, { recursive: true })
    const demo = await startDemoInstance({ dataDir: data.path, processingMs: 0 })
    demo.control.fill('demo', 60)
    await demo.control.addPlaylist('demo', 'Evenings by the sea', 12)
    const first = await launch({ profile: profile.path })
    await fillQueue(first.page, demo, films.path)
    await first.close()

    const second = await launch({ ...look, profile: profile.path })
    const { page } = second
    await rowOf(page, 'Knots that hold.mp4').or(page.getByText('Knots that hold').first()).first().waitFor()
    // Each row takes a picture of its video, one after the other.
    await expect(page.locator('[role="row"] img')).toHaveCount(5)
    await page.screenshot({ path: join(output, `uploads-${name}.png`) })
    await page.getByRole('row').filter({ hasText: 'Knots that hold' }).click()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox').first().waitFor()
    await page.screenshot({ path: join(output, `draft-${name}.png`) })
    for (const place of PLACES) {
      await page.evaluate((hash) => {
        location.hash = `#/${hash}`
      }, place)
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (place === 'library') await openFirstVideo(page)
      await page.screenshot({ path: join(output, `${place}-${name}.png`) })
    }
    await second.close()
    await demo.close()
    for (const folder of [profile, data, films]) folder.remove()
  })
}
