import { expect, test, type Page } from '@playwright/test'
import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { startDemoInstance, type DemoInstance } from '../../src/demo-instance'
import { scheduleVideos } from '../support/calendar'
import { launch, samples, temporaryFolder } from '../support/launch'
import { addVideos, rowOf, signIn, uploadButton } from '../support/window'

// `npm run screenshots`: the pictures of the README and of docs/, from the real app.

const output = resolve(__dirname, '../../docs/screenshots')
const stream = resolve(__dirname, '../../samples/live')

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

/** What there is to see beside the queue. */
async function fillPlaces(demo: DemoInstance): Promise<void> {
  demo.control.fill('demo', 60)
  await demo.control.addPlaylist('demo', 'Evenings by the sea', 12)
  await demo.control.addPlaylist('demo', 'Ports of the north', 8)
  await demo.control.addPlaylist('demo', 'People who work at night', 5)
  const days = [
    [1, 'Night crossing'],
    [2, 'Fog signals'],
    [2, 'Mending nets'],
    [4, 'Tide tables, winter'],
    [5, 'A pilot boat goes out'],
  ] as const
  const evening = new Date().setUTCHours(18, 0, 0, 0)
  const moments = days.map(([day, name]) => ({
    at: new Date(evening + day * 86_400_000).toISOString(),
    name,
  }))
  await scheduleVideos(demo, moments)
}

/** One live that waits for its stream, and one that is on air. */
async function makeLives(page: Page, demo: DemoInstance): Promise<void> {
  await page.getByRole('link', { name: 'Live', exact: true }).click()
  for (const title of ['Questions about knots', 'Tide watch']) {
    await page.getByRole('button', { name: 'New live' }).click()
    await page.getByLabel('Title').fill(title)
    await page.getByRole('button', { name: 'Create live' }).click()
    await page.getByRole('heading', { level: 2, name: title }).waitFor()
  }
  const onAir = (await demo.control.videos()).find(({ name }) => name === 'Tide watch')
  await demo.control.live.start(onAir?.uuid ?? '', stream)
  await demo.control.live.setViewers(onAir?.uuid ?? '', 14)
}

/** What was published is read behind all that somebody waits for. */
async function findInLibrary(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Library' }).click()
  await page.locator('[data-video]').filter({ hasText: title }).waitFor()
}

/** The library with a video in its panel, once it was read. */
async function openVideo(page: Page, title: string): Promise<void> {
  await page.locator('[data-video]').filter({ hasText: title }).dblclick()
  await page.getByRole('complementary').getByRole('textbox').first().waitFor()
}

for (const { name, ...look } of LOOKS) {
  test(`pictures: ${name}`, async () => {
    const profile = temporaryFolder('pictures')
    const data = temporaryFolder('pictures-instance')
    const films = temporaryFolder('films')
    mkdirSync(output, { recursive: true })
    const demo = await startDemoInstance({ dataDir: data.path, processingMs: 0 })
    await fillPlaces(demo)
    const first = await launch({ profile: profile.path })
    await fillQueue(first.page, demo, films.path)
    await makeLives(first.page, demo)
    await findInLibrary(first.page, 'Harbour at dawn')
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
      if (place === 'library') await openVideo(page, 'Harbour at dawn')
      await page.screenshot({ path: join(output, `${place}-${name}.png`) })
    }
    await second.close()
    await demo.close()
    for (const folder of [profile, data, films]) folder.remove()
  })
}
