import type { Page } from '@playwright/test'
import type { TestInstance } from './support/fixtures'
import { expect, test } from './support/fixtures'
import { cutOff, seriousFindings } from './support/accessibility'
import { viewAs } from './support/instance'
import { fromMenu, setOnline, signIn } from './support/window'

const VIDEOS = 12
/** Who looks from outside asks often. */
const GENEROUS = { api: { max: 1000, windowMs: 10_000 } }

async function openPlaylists(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Playlists' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Playlists' })).toBeVisible()
}

async function openPlaylist(page: Page, name: string): Promise<void> {
  await openPlaylists(page)
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** Ids of the elements, as the instance has them; whoever looks signs in once. */
function readerOf(demo: TestInstance): (name: string) => Promise<number[]> {
  const signedIn = viewAs(demo, demo.users.demo)
  return async (name) => {
    const view = await signedIn
    const lists = await view.get<{ data: { uuid: string; displayName: string }[] }>(
      '/accounts/demo/video-playlists?count=100',
    )
    const uuid = lists.data.find(({ displayName }) => displayName === name)?.uuid ?? ''
    const elements = await view.get<{ data: { id: number }[] }>(`/video-playlists/${uuid}/videos?count=100`)
    return elements.data.map(({ id }) => id)
  }
}

function rows(page: Page, name: string) {
  return page.getByRole('grid', { name: `Videos of ${name}` }).locator('[data-element]')
}

/** An element goes to the end without the hand of whoever looks at the list. */
async function moveBehindTheBack(page: Page, name: string, elementId: number): Promise<void> {
  await page.evaluate(
    async ({ name, elementId }) => {
      const answer = await window.longshore.call('playlists.list', {})
      const { playlists } = (answer.ok ? answer.value : { playlists: [] }) as {
        playlists: { accountId: string; uuid: string; displayName: string; length: number }[]
      }
      const list = playlists.find(({ displayName }) => displayName === name)
      if (list === undefined) throw new Error(`no playlist ${name}`)
      const { accountId, uuid: playlistUuid, length: position } = list
      await window.longshore.call('playlists.moveTo', {
        accountId,
        playlistUuid,
        elementIds: [elementId],
        position,
      })
    },
    { name, elementId },
  )
}

test('a playlist is put in order by keyboard, and keeps it', async ({ start, startDemo }) => {
  const demo = await startDemo({ rateLimits: GENEROUS })
  const orderThere = readerOf(demo)
  demo.control.fill('demo', VIDEOS)
  await demo.control.addPlaylist('demo', 'Evening', VIDEOS)
  await demo.control.addPlaylist('demo', 'Single', 1)
  const first = await start()
  const { page, pageErrors } = first
  await signIn(page, demo)
  await openPlaylist(page, 'Evening')
  const before = await orderThere('Evening')
  await expect(rows(page, 'Evening').first()).toBeVisible()
  const title = await rows(page, 'Evening').first().locator('p').first().textContent()

  await rows(page, 'Evening').first().focus()
  await page.keyboard.press('Control+a')
  expect(await page.evaluate(() => String(getSelection()))).toBe('')
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByText('Moved to position 3 of 12.')).toBeAttached()
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', '3')
  await expect(page.locator(':focus').locator('p').first()).toHaveText(title ?? '')
  const [a = 0, b = 0, c = 0, ...others] = before
  await expect.poll(() => orderThere('Evening')).toEqual([b, c, a, ...others])

  await page.keyboard.press('Alt+End')
  await expect.poll(() => orderThere('Evening')).toEqual([b, c, ...others, a])
  await page.keyboard.press('Home')
  await page.keyboard.press('Delete')
  await expect.poll(() => orderThere('Evening')).toEqual([c, ...others, a])
  await expect(page.getByText('11 videos')).toBeVisible()
  // The last one goes with its row: the focus is on the one before.
  await page.keyboard.press('End')
  await page.keyboard.press('Delete')
  await expect(page.getByText('10 videos')).toBeVisible()
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', '10')
  // It has a panel, which goes with it as well.
  await page.keyboard.press('Enter')
  await page.getByRole('complementary').getByRole('button', { name: 'Remove from playlist' }).press('Enter')
  await expect(page.getByText('9 videos')).toBeVisible()
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', '9')
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])

  // With the only one the list goes too.
  await openPlaylist(page, 'Single')
  await rows(page, 'Single').first().focus()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('button', { name: 'Library', exact: true })).toBeFocused()
  expect(pageErrors).toEqual([])
})

test('a video is dragged to another place', async ({ start, startDemo }) => {
  const demo = await startDemo({ rateLimits: GENEROUS })
  const orderThere = readerOf(demo)
  demo.control.fill('demo', VIDEOS)
  await demo.control.addPlaylist('demo', 'Evening', VIDEOS)
  const { page } = await start()
  await signIn(page, demo)
  await openPlaylist(page, 'Evening')
  const [a = 0, b = 0, c = 0, d = 0, ...others] = await orderThere('Evening')
  const target = rows(page, 'Evening').nth(3)
  await expect(target).toBeVisible()
  await rows(page, 'Evening')
    .first()
    .dragTo(target, { targetPosition: { x: 200, y: 45 } })
  await expect.poll(() => orderThere('Evening')).toEqual([b, c, d, a, ...others])
})

test('changes made without the instance wait, survive a restart and are sent', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo({ rateLimits: GENEROUS })
  const orderThere = readerOf(demo)
  demo.control.fill('demo', VIDEOS)
  await demo.control.addPlaylist('demo', 'Evening', 4)
  const first = await start()
  await signIn(first.page, demo)
  await openPlaylist(first.page, 'Evening')
  await expect(rows(first.page, 'Evening').first()).toBeVisible()
  const [a = 0, b = 0, c = 0, d = 0] = await orderThere('Evening')
  demo.control.setOffline(true)
  await rows(first.page, 'Evening').first().focus()
  await first.page.keyboard.press('Alt+End')
  await expect(first.page.getByText('1 change waits')).toBeVisible()
  await first.close()
  demo.control.setOffline(false)

  const { page } = await start()
  await openPlaylist(page, 'Evening')
  await expect.poll(() => orderThere('Evening'), { timeout: 20_000 }).toEqual([b, c, d, a])
  await expect(page.getByText('1 change waits')).toBeHidden()
})

test('times that are being typed stay while the list around them changes', async ({ start, startDemo }) => {
  const demo = await startDemo({ rateLimits: GENEROUS })
  const orderThere = readerOf(demo)
  demo.control.fill('demo', VIDEOS)
  await demo.control.addPlaylist('demo', 'Evening', 4)
  const { page } = await start()
  await signIn(page, demo)
  await openPlaylist(page, 'Evening')
  await rows(page, 'Evening').first().dblclick()
  const panel = page.getByRole('complementary', { name: 'Details of the video in the playlist' })
  await panel.getByLabel('Start at').fill('0:10')

  const [a = 0, b = 0, c = 0, d = 0] = await orderThere('Evening')
  const second = await rows(page, 'Evening').nth(1).locator('p').first().innerText()
  await moveBehindTheBack(page, 'Evening', b)
  await expect(rows(page, 'Evening').nth(3)).toContainText(second)
  await expect(panel.getByLabel('Start at')).toHaveValue('0:10')
  await expect.poll(() => orderThere('Evening')).toEqual([a, c, d, b])
})

test('a change that waits is seen in Changes, and taken back there', async ({ start, startDemo }) => {
  const demo = await startDemo({ rateLimits: GENEROUS })
  const orderThere = readerOf(demo)
  demo.control.fill('demo', VIDEOS)
  await demo.control.addPlaylist('demo', 'Evening', 4)
  const { page, electron, pageErrors } = await start()
  await signIn(page, demo)
  await openPlaylist(page, 'Evening')
  await expect(rows(page, 'Evening').first()).toBeVisible()
  const before = await orderThere('Evening')
  const title = (await rows(page, 'Evening').first().locator('p').first().textContent()) ?? ''
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await rows(page, 'Evening').first().focus()
  await page.keyboard.press('Alt+End')
  await expect(page.getByText('1 change waits')).toBeVisible()

  await page.getByRole('link', { name: /^Changes.*1 change that waits/ }).click()
  const change = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(change).toHaveCount(1)
  await expect(change).toContainText('Evening')
  await expect(change).toContainText('Waiting for the network')
  await expect(change).toContainText(`Playlist · Move “${title}”`)
  expect(await seriousFindings(page)).toEqual([])
  await change.getByRole('button', { name: 'Take back: Evening' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByRole('heading', { name: 'No changes yet' })).toBeVisible()

  await openPlaylist(page, 'Evening')
  await expect(rows(page, 'Evening').first().locator('p').first()).toHaveText(title)
  await setOnline(electron, true)
  await expect(page.getByText(/No network\. Uploads/)).toBeHidden()
  expect(await orderThere('Evening')).toEqual(before)
  expect(pageErrors).toEqual([])
})

test('the form of a playlist waits without a network, and is decided where it collides', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const uuid = await demo.control.addPlaylist('demo', 'Evening', 3)
  const { page, electron, pageErrors } = await start()
  await signIn(page, demo)
  await openPlaylist(page, 'Evening')
  const view = await viewAs(demo, demo.users.demo)
  const there = () => view.get<{ displayName: string; description: string }>(`/video-playlists/${uuid}`)
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await page.getByRole('button', { name: 'Edit playlist' }).click()
  const details = page.getByRole('complementary', { name: 'Details of the playlist' })
  await details.getByLabel('Description').fill('Quiet ones')
  await details.getByRole('button', { name: 'Save' }).click()
  await expect(details.getByText('Waiting for the network')).toBeVisible()
  await openPlaylists(page)
  await page.getByRole('button', { name: 'New playlist' }).click()
  const form = page.getByRole('complementary', { name: 'New playlist' })
  await form.getByLabel('Name').fill('Harbours')
  await form.getByRole('button', { name: 'Create playlist' }).click()
  await expect(page.getByRole('button', { name: /^Harbours/ })).toContainText('Waiting for the network')
  await expect(page.getByRole('button', { name: /^Evening/ })).toContainText('Waiting for the network')
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])

  // From the outbox to the form, and back.
  await page.getByRole('link', { name: /^Changes.*2 changes that wait/ }).click()
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(changes.filter({ hasText: 'Evening' })).toContainText('Playlist · Description')
  await changes.getByRole('button', { name: 'Harbours', exact: true }).click()
  await form.getByLabel('Name').focus()
  await fromMenu(electron, 'Select all')
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('Harbours')
  await page.keyboard.type('Quays')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: /^Quays/ })).toContainText('To be created')
  await view.updatePlaylist(uuid, { description: 'Somebody else wrote this' })
  await setOnline(electron, true)
  await expect(page.getByRole('button', { name: /^Quays/ })).toContainText('0 videos', { timeout: 15_000 })
  await expect(page.getByRole('button', { name: /^Harbours/ })).toBeHidden()

  await page.getByRole('link', { name: /^Changes/ }).click()
  await changes
    .filter({ hasText: 'Evening' })
    .getByRole('button', { name: /^Decide/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /^Two changes of/ })
  await expect(dialog.locator('ins').filter({ hasText: 'Somebody else wrote this' })).toBeVisible()
  await dialog.getByRole('radio', { name: 'Mine' }).check()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('heading', { name: 'No changes yet' })).toBeVisible()
  expect((await there()).description).toBe('Quiet ones')
  expect(pageErrors).toEqual([])
})

test('a playlist is made, filled from the library, given times, renamed and deleted', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo({ rateLimits: GENEROUS })
  const orderThere = readerOf(demo)
  demo.control.fill('demo', VIDEOS)
  const { page, pageErrors } = await start()
  await signIn(page, demo)
  await openPlaylists(page)
  await expect(page.getByRole('button', { name: /^Watch later/ })).toBeVisible({ timeout: 15_000 })
  await page.getByRole('button', { name: 'New playlist' }).click()
  const form = page.getByRole('complementary', { name: 'New playlist' })
  await expect(form.getByLabel('Name')).toBeFocused()
  await form.getByLabel('Description').focus()
  await form.getByRole('button', { name: 'Create playlist' }).click()
  await expect(form.getByText('This is missing.')).toBeVisible()
  await expect(form.getByLabel('Name')).toBeFocused()
  await form.getByLabel('Name').fill('Harbours')
  await form.getByLabel('Privacy').click()
  await page.getByRole('option', { name: 'Public' }).click()
  await form.getByRole('button', { name: 'Create playlist' }).click()
  await expect(form.getByText(/^Choose a channel/)).toBeVisible()
  await expect(form.getByLabel('Channel')).toBeFocused()
  await form.getByLabel('Channel').click()
  await page.getByRole('option', { name: 'Demo channel' }).click()
  await form.getByRole('button', { name: 'Create playlist' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Harbours' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'This playlist is empty' })).toBeVisible()

  await page.getByRole('link', { name: 'Library' }).click()
  const grid = page.getByRole('grid', { name: 'Videos' })
  await grid.locator('[data-video]').first().click()
  await grid
    .locator('[data-video]')
    .nth(2)
    .click({ modifiers: ['Shift'] })
  await page.getByRole('button', { name: 'Add to playlist…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add to a playlist' })
  await dialog.getByLabel('Playlist').click()
  await page.getByRole('option', { name: 'Harbours' }).click()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(async () => (await orderThere('Harbours')).length).toBe(3)

  await openPlaylist(page, 'Harbours')
  await rows(page, 'Harbours').first().dblclick()
  const panel = page.getByRole('complementary', { name: 'Details of the video in the playlist' })
  await panel.getByLabel('Start at').fill('0:10')
  await panel.getByLabel('Stop at').fill('0:05')
  await panel.getByRole('button', { name: 'Save' }).click()
  await expect(panel.getByText('The end comes after the start.')).toBeVisible()
  await panel.getByLabel('Stop at').fill('0:15')
  await panel.getByRole('button', { name: 'Save' }).click()
  await expect(rows(page, 'Harbours').first().getByText('0:10 to 0:15')).toBeVisible()

  await page.getByRole('button', { name: 'Edit playlist' }).click()
  const details = page.getByRole('complementary', { name: 'Details of the playlist' })
  await details.getByLabel('Name').fill('Quays')
  await details.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Quays' })).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await details.getByRole('button', { name: 'Delete playlist' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete playlist' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Playlists' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Quays/ })).toBeHidden()
  expect(pageErrors).toEqual([])
})
