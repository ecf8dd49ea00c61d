import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { expect, test } from './support/fixtures'
import { signIn } from './support/window'

const VIDEOS = 300

async function openLibrary(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Library' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible()
}

function videos(page: Page) {
  return page.getByRole('grid', { name: 'Videos' }).locator('[data-video]')
}

/** How many are chosen; what screen readers hear says the same elsewhere. */
function selected(page: Page) {
  return page.getByRole('main').getByText(/^[\d,]+ selected$/)
}

/** The count beside the title. */
function count(page: Page) {
  return page.locator('header p').filter({ hasText: /^[\d,]+ videos?$/ })
}

/** Reads the library if it does not do so by itself, and waits for its end. */
async function wholeLibrary(page: Page): Promise<void> {
  await openLibrary(page)
  await expect(count(page)).toHaveText(`${String(VIDEOS)} videos`, { timeout: 30_000 })
  await expect(page.getByText(/^Up to date/)).toBeVisible()
}

test('a library is read, searched, filtered, sorted and looked at', async ({ start, startDemo }) => {
  const demo = await startDemo()
  demo.control.fill('demo', VIDEOS)
  const { page, pageErrors } = await start()
  await signIn(page, demo)
  await wholeLibrary(page)

  // As typed, without Enter.
  await page.keyboard.press('Control+f')
  const search = page.getByRole('textbox', { name: 'Search videos' })
  await expect(search).toBeFocused()
  await search.pressSequentially('lighth')
  await expect(count(page)).not.toHaveText(`${String(VIDEOS)} videos`)
  await expect(videos(page).first()).toBeVisible()
  await search.fill('zeppelin')
  await expect(page.getByRole('heading', { name: 'No video matches' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await expect(count(page)).toHaveText(`${String(VIDEOS)} videos`)

  // A filter, its chip, and without it again.
  const filters = page.getByRole('group', { name: 'Filters' })
  await filters.getByRole('button', { name: 'Privacy' }).click()
  await page.getByRole('option', { name: /^Private/ }).click()
  await page.keyboard.press('Escape')
  await expect(count(page)).not.toHaveText(`${String(VIDEOS)} videos`)
  await filters.getByRole('button', { name: 'Privacy' }).click()
  await page.getByRole('option', { name: /^Unlisted/ }).click()
  await page.keyboard.press('Escape')
  // Taken out by keys: the next one has the focus, and after the last one what filters are made with.
  const chip = (privacy: string) =>
    page.getByRole('button', { name: `Remove the filter Privacy: ${privacy}` })
  await chip('Private').press('Enter')
  await expect(chip('Unlisted')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(filters.getByRole('button', { name: 'More filters' })).toBeFocused()
  await expect(count(page)).toHaveText(`${String(VIDEOS)} videos`)

  // A length that can't be is told at its field.
  await page.keyboard.press('Enter')
  const least = page.getByRole('spinbutton', { name: /^Duration in minutes/ }).first()
  await least.fill('-5')
  await expect(page.getByText('Only numbers from 0 on count here.')).toBeVisible()
  await expect(least).toHaveAttribute('aria-invalid', 'true')
  await page.screenshot({ path: join('test-results', 'screens', 'library-filter-range.png') })
  await page.keyboard.press('Escape')

  // Sorted by a click on the head, and the other way round by another one.
  const title = page.getByRole('columnheader', { name: 'Title' })
  await title.getByRole('button').click()
  await expect(title).toHaveAttribute('aria-sort', 'ascending')
  const first = await videos(page).first().locator('p').first().textContent()
  await title.getByRole('button').click()
  await expect(title).toHaveAttribute('aria-sort', 'descending')
  await expect(videos(page).first().locator('p').first()).not.toHaveText(first ?? '')
  expect(pageErrors).toEqual([])
})

test('the list and the details work by keyboard', async ({ start, startDemo }) => {
  const demo = await startDemo()
  demo.control.fill('demo', VIDEOS)
  const { electron, page } = await start()
  await signIn(page, demo)
  await wholeLibrary(page)

  await videos(page).first().focus()
  await page.keyboard.press('End')
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', String(VIDEOS + 1))
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', '3')
  await page.keyboard.press('Shift+PageDown')
  await expect(selected(page)).toBeVisible()
  await page.keyboard.press('Control+a')
  await expect(selected(page)).toHaveText(`${String(VIDEOS)} selected`)
  await expect(page.getByRole('status').filter({ hasText: `${String(VIDEOS)} selected` })).toHaveCount(1)

  await page.keyboard.press('Home')
  const name = await page.locator(':focus').locator('p').first().textContent()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Details of the video' })
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(name ?? '')
  await panel.getByRole('button', { name: 'Copy link' }).click()
  const copied = () => electron.evaluate(({ clipboard }) => clipboard.readText())
  await expect.poll(copied).toContain(`${demo.url}/w/`)
  await panel.getByRole('button', { name: 'Copy embed code' }).click()
  await expect.poll(copied).toContain(`src="${demo.url}/videos/embed/`)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', '2')

  // With the focus nowhere it is all rows as well, and no words of the page.
  await page.locator(':focus').blur()
  await page.keyboard.press('Control+a')
  await expect(selected(page)).toHaveText(`${String(VIDEOS)} selected`)
  expect(await page.evaluate(() => String(getSelection()))).toBe('')
})

test('the library can be read and searched when its instance is gone', async ({ start, startDemo }) => {
  const demo = await startDemo()
  demo.control.fill('demo', VIDEOS)
  const first = await start()
  await signIn(first.page, demo)
  await wholeLibrary(first.page)
  await first.close()
  await demo.close()

  const { page } = await start()
  await openLibrary(page)
  await expect(count(page)).toHaveText(`${String(VIDEOS)} videos`)
  await page.getByRole('textbox', { name: 'Search videos' }).fill('lighthouse')
  await expect(count(page)).not.toHaveText(`${String(VIDEOS)} videos`)
  await videos(page).first().dblclick()
  await expect(page.getByRole('complementary', { name: 'Details of the video' })).toBeVisible()
  // The instance does not answer: that is tried for a while, which the person can end.
  await page.getByRole('button', { name: 'Look for changes now' }).click()
  await page.getByRole('button', { name: 'Stop reading the library' }).click()
  await expect(page.getByText(/^Reading was stopped\. Last time: /)).toBeVisible()
  await expect(count(page)).not.toHaveText('0 videos')
})

test('a library that cannot be read says why, and is read when tried again', async ({ start, startDemo }) => {
  const demo = await startDemo()
  demo.control.fill('demo', 3)
  const { page } = await start()
  demo.control.addFault({
    match: { path: '/users/me/videos', times: 99 },
    fault: { kind: 'status', status: 403 },
  })
  await signIn(page, demo)
  await openLibrary(page)
  await expect(page.getByRole('heading', { name: 'Your library could not be read' })).toBeVisible()
  demo.control.clearFaults()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(count(page)).toHaveText('3 videos')
})

test('a search gets a name, and a column another width; both are there after a restart', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  demo.control.fill('demo', VIDEOS)
  const app = await start()
  await signIn(app.page, demo)
  await wholeLibrary(app.page)
  await app.page.getByRole('textbox', { name: 'Search videos' }).fill('lighthouse')
  await expect(count(app.page)).not.toHaveText(`${String(VIDEOS)} videos`)
  const found = await count(app.page).textContent()

  await app.page.getByRole('button', { name: 'Saved searches' }).click()
  await app.page.getByRole('textbox', { name: 'Save this search as' }).fill('Lighthouses')
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('button', { name: 'Lighthouses', exact: true })).toBeVisible()
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(count(app.page)).toHaveText(`${String(VIDEOS)} videos`)

  const edge = app.page.getByRole('separator', { name: 'Width of the column State' })
  const before = Number(await edge.getAttribute('aria-valuenow'))
  await edge.focus()
  await app.page.keyboard.press('ArrowLeft')
  await app.page.keyboard.press('ArrowLeft')
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 16))
  await app.close()

  const again = await start()
  await openLibrary(again.page)
  await expect(again.page.getByRole('separator', { name: 'Width of the column State' })).toHaveAttribute(
    'aria-valuenow',
    String(before + 16),
  )
  await again.page.getByRole('button', { name: 'Saved searches' }).click()
  await again.page.getByRole('button', { name: 'Lighthouses', exact: true }).click()
  await expect(count(again.page)).toHaveText(found ?? '')
  await expect(again.page.getByRole('textbox', { name: 'Search videos' })).toHaveValue('lighthouse')
})
