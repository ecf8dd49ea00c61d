import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test, type TestInstance } from './support/fixtures'
import { seriousFindings } from './support/accessibility'
import { viewAs } from './support/instance'
import { samples, type RunningApp } from './support/launch'
import { addVideos, pickFiles, rowOf, setOnline, signIn, uploadButton } from './support/window'

interface ServerVideo {
  name: string
  description: string
  tags: string[]
  privacy: { id: number }
}

const picture = join(__dirname, '..', 'test', 'contract', 'support', 'picture.jpg')

const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Details of the video' })
const field = (page: Page, name: string): Locator => panelOf(page).locator(`[data-field="${name}"]`)
const title = (page: Page): Locator => field(page, 'title').getByRole('textbox')
const description = (page: Page): Locator => field(page, 'description').getByRole('textbox')
const bar = (page: Page): Locator => panelOf(page).getByRole('group', { name: 'Unsaved changes' })

/** Opens the first video of the library in the panel; answers its uuid. */
async function openFirst(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Library' }).click()
  const row = page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').first()
  await expect(page.getByText(/^Up to date/)).toBeVisible({ timeout: 30_000 })
  await row.click()
  await row.press('Enter')
  await expect(title(page)).toBeFocused()
  await expect(description(page)).toBeVisible()
  return (
    (await panelOf(page)
      .getByText(/^[0-9a-f-]{36}$/)
      .textContent()) ?? ''
  )
}

type Start = (options?: { size?: { width: number; height: number } }) => Promise<RunningApp>

async function library(start: Start, demo: TestInstance, filled = (): Promise<void> => Promise.resolve()) {
  demo.control.fill('demo', 20)
  await filled()
  const app = await start({ size: { width: 1280, height: 900 } })
  await signIn(app.page, demo)
  const uuid = await openFirst(app.page)
  const view = await viewAs(demo, demo.users.demo)
  const onServer = (): Promise<ServerVideo> => view.get(`/videos/${uuid}`)
  return { ...app, uuid, view, onServer }
}

/** The line of the outbox about this video. */
async function changeOf(page: Page, name: string): Promise<Locator> {
  await page.getByRole('link', { name: /^Changes/ }).click()
  return page.getByRole('list', { name: 'Changes' }).getByRole('listitem').filter({ hasText: name })
}

test('a video is edited in its panel, checked at its fields, and saved', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { page, pageErrors, onServer } = await library(start, demo)
  await expect(bar(page)).toHaveCount(0)

  // What the instance would refuse is said at its field, and not sent.
  await title(page).fill('x')
  await page.keyboard.press('Control+s')
  await expect(field(page, 'title').getByText('At least 3 characters.')).toBeVisible()
  await expect(title(page)).toBeFocused()
  await title(page).fill('The tide comes in')
  await description(page).fill('Twice a day.')
  await page.keyboard.press('Control+s')
  await expect(panelOf(page).getByText('Saved', { exact: true })).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
  expect(await onServer()).toMatchObject({ name: 'The tide comes in', description: 'Twice a day.' })

  // The button goes with its bar; who pressed it stays in the panel.
  await description(page).fill('Twice a day, and back.')
  await bar(page).getByRole('button', { name: 'Save' }).press('Enter')
  await expect(bar(page)).toHaveCount(0)
  await expect(panelOf(page).getByRole('heading', { level: 2 })).toBeFocused()

  // Discarded words are gone, after a question.
  await title(page).fill('Never sent')
  await bar(page).getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  await expect(title(page)).toHaveValue('The tide comes in')

  // Undone in the outbox.
  const change = await changeOf(page, 'Piano lesson')
  await change.getByRole('button', { name: /^Undo/ }).press('Enter')
  await expect.poll(async () => (await onServer()).description).not.toBe('Twice a day.')
  // Another line has come before it, and was waiting: who pressed the button is still at the one of the first.
  const focused = page.getByRole('list', { name: 'Changes' }).locator(':focus')
  await expect(focused).toHaveAccessibleName(/^Undo: Piano lesson/)
  expect(await seriousFindings(page)).toEqual([])
  expect(pageErrors).toEqual([])
})

test('an edit made offline waits, can be seen, and is sent when the network is back', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page, electron, onServer } = await library(start, demo)
  const before = (await onServer()).name
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await title(page).fill('Written at sea')
  await bar(page).getByRole('button', { name: 'Save' }).click()
  await expect(panelOf(page).getByText('Waiting for the network')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Changes.*1 change that waits/ })).toBeVisible()
  await expect(
    page.getByRole('grid', { name: 'Videos' }).getByText('Has changes that wait to be sent'),
  ).toHaveCount(1)
  expect(await seriousFindings(page)).toEqual([])
  expect((await onServer()).name).toBe(before)

  await setOnline(electron, true)
  await expect(panelOf(page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 15_000 })
  expect((await onServer()).name).toBe('Written at sea')
})

test('what was changed here and on the instance is decided field by field', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { page, electron, view, uuid, onServer } = await library(start, demo)
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await title(page).fill('My title')
  await description(page).fill('My description')
  await page.keyboard.press('Control+s')
  await expect(panelOf(page).getByText('Waiting for the network')).toBeVisible()
  await view.updateVideo(uuid, { name: 'Their title', description: 'Their description' })
  await setOnline(electron, true)

  await panelOf(page).getByRole('button', { name: 'Look at the conflict' }).click({ timeout: 15_000 })
  const dialog = page.getByRole('dialog', { name: /^Two changes of/ })
  await expect(dialog.getByText('Their description')).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Take all of the instance' }).click()
  // By keyboard, as radio buttons are.
  await dialog.getByRole('radiogroup', { name: 'Title' }).getByRole('radio', { name: 'Mine' }).focus()
  await page.keyboard.press('Space')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(panelOf(page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 15_000 })
  expect(await onServer()).toMatchObject({ name: 'My title', description: 'Their description' })
  await expect(description(page)).toHaveValue('Their description')
})

test('a picture that was changed here and on the instance is shown from both sides', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page, electron, view, uuid } = await library(start, demo)
  const pictureOf = async (): Promise<unknown> =>
    (await view.get<{ thumbnailPath: string }>(`/videos/${uuid}`)).thumbnailPath
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await pickFiles(electron, join(samples.folder, 'lighthouse_tour.jpg'))
  await panelOf(page).getByRole('button', { name: 'Choose a picture…' }).click()
  await bar(page).getByRole('button', { name: 'Save' }).click()
  await expect(panelOf(page).getByText('Waiting for the network')).toBeVisible()
  const theirs = new Blob([readFileSync(picture)], { type: 'image/jpeg' })
  await view.updateVideo(uuid, { thumbnailfile: theirs, previewfile: theirs })
  const before = await pictureOf()
  await setOnline(electron, true)

  await panelOf(page).getByRole('button', { name: 'Look at the conflict' }).click({ timeout: 15_000 })
  const dialog = page.getByRole('dialog', { name: /^Two changes of/ })
  const sides = dialog.getByRole('radiogroup', { name: 'Thumbnail' })
  for (const name of ['Mine', 'On the instance']) {
    const shown = sides.getByRole('img', { name })
    await expect
      .poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
  }
  expect(await seriousFindings(page)).toEqual([])
  expect(await pictureOf()).toBe(before)
  await sides.getByRole('radio', { name: 'Mine' }).check()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(panelOf(page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 15_000 })
  expect(await pictureOf()).not.toBe(before)
})

test('what the instance refuses is said in its words, at the fields that the panel knows, and sent again', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page, onServer, uuid } = await library(start, demo)
  const refuse = (body: object): void => {
    const match = { method: 'PUT', path: `^/api/v1/videos/${uuid}` }
    demo.control.addFault({ match, fault: { kind: 'status', status: 400, body } })
  }
  const refusal = panelOf(page).getByRole('alert')

  // A field of ours, and one that Longshore does not know.
  const params = { name: { msg: 'Should not be that name' }, pluginRating: { msg: 'Should have stars' } }
  refuse({
    status: 400,
    detail: 'Incorrect request parameters: name, pluginRating',
    'invalid-params': params,
  })
  await title(page).fill('The tide comes in')
  await page.keyboard.press('Control+s')
  await expect(refusal).toContainText('The instance refused it.')
  await expect(refusal).toContainText('Title: Should not be that name')
  await expect(refusal).toContainText('pluginRating: Should have stars')
  expect(await seriousFindings(page)).toEqual([])

  // Words about no field.
  refuse({ status: 400, detail: 'This instance takes no more changes today.' })
  await refusal.getByRole('button', { name: 'Send again' }).click()
  await expect(refusal).toContainText('This instance takes no more changes today.')
  await expect(refusal).not.toContainText('stars')

  const change = await changeOf(page, 'Piano lesson')
  await expect(change).toContainText('This instance takes no more changes today.')
  await page.getByRole('button', { name: 'Send 1 failed change again' }).click()
  await expect(change).toContainText('Saved')
  expect((await onServer()).name).toBe('The tide comes in')
})

test('all that failed is sent again, and all that waits taken back, after a question with its number', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page, electron, pageErrors } = await library(start, demo, async () => {
    // The fourth row and the two after it are never read in full, however quick the background is.
    for (const { uuid } of (await demo.control.videos()).slice(-6, -3)) {
      const match = { method: 'GET', path: `/api/v1/videos/${uuid}`, times: 1000 }
      demo.control.addFault({ match, fault: { kind: 'status', status: 500 } })
    }
  })
  const rows = page.getByRole('grid', { name: 'Videos' }).locator('[data-video]')
  /** Until the panel shows it. */
  const choose = async (index: number): Promise<void> => {
    const shown = await title(page).inputValue()
    await rows.nth(index).click()
    if (index > 0) await expect(title(page)).not.toHaveValue(shown)
  }
  const fault = { kind: 'status', status: 403, body: { detail: 'Not now.' } } as const
  demo.control.addFault({ match: { method: 'PUT', path: '^/api/v1/videos/', times: 3 }, fault })
  for (const index of [0, 1, 2]) {
    await choose(index)
    await description(page).fill(`Written anew ${String(index)}`)
    await page.keyboard.press('Control+s')
    await expect(panelOf(page).getByRole('alert')).toContainText('Not now.')
  }
  await page.getByRole('link', { name: /^Changes.*3 changes that wait or failed/ }).click()
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await page.getByRole('button', { name: /^Failed/ }).click()
  await expect(changes).toHaveCount(3)
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Send 3 failed changes again' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Nothing failed' })).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole('button', { name: /^Failed/ })).toBeFocused()

  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await page.getByRole('link', { name: 'Library' }).click()
  for (const index of [3, 4, 5]) {
    await choose(index)
    // Never read in full: without the network its description is not known.
    await expect(field(page, 'description')).toContainText('Not known yet')
    await title(page).fill(`Never sent ${String(index)}`)
    await page.keyboard.press('Control+s')
    await expect(panelOf(page).getByText('Waiting for the network')).toBeVisible()
  }
  await page.getByRole('link', { name: /^Changes/ }).click()
  // The line goes, after a question: who works by keys goes on at the next one.
  await changes
    .first()
    .getByRole('button', { name: /^Take back/ })
    .press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).press('Enter')
  await expect(changes).toHaveCount(5)
  await expect(changes.first().getByRole('button', { name: /^Take back/ })).toBeFocused()
  await page.getByRole('button', { name: 'Take back 2 waiting' }).press('Enter')
  const question = page.getByRole('dialog', { name: 'Take back all 2 changes that wait?' })
  await question.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('2 changes are taken back.')).toBeAttached()
  await expect(changes).toHaveCount(3)
  await expect(changes.filter({ hasText: 'Saved' })).toHaveCount(3)
  expect(pageErrors).toEqual([])
})

test('words that were typed and not saved outlive a crash', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const app = await library(start, demo)
  const { page, onServer } = app
  await title(page).fill('Half a thou')
  // On the disk a moment after the last key: the row says so when it is.
  await expect(page.getByRole('grid', { name: 'Videos' }).getByText('Has unsaved changes')).toHaveCount(1)
  await app.kill()

  const again = (await start({ size: { width: 1280, height: 900 } })).page
  await openFirst(again)
  await expect(title(again)).toHaveValue('Half a thou')
  await expect(bar(again)).toBeVisible()
  expect((await onServer()).name).not.toBe('Half a thou')

  // They would go with their account, which says so.
  await again.getByRole('button', { name: /^Actions for/ }).click()
  await again.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(again.getByRole('dialog').getByText(/1 change that has not been sent/)).toBeVisible()
  await again.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
})

test('a video is deleted after a question that names what is lost', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { page } = await library(start, demo)
  const name = (await title(page).inputValue()).slice(0, 12)
  await panelOf(page).getByRole('button', { name: 'Delete…' }).click()
  const question = page.getByRole('dialog', { name: new RegExp(`Delete .${name}`) })
  await expect(question.getByText(/Lost with it, for good: .*views?/)).toBeVisible()
  await question.getByRole('button', { name: 'Delete the video' }).click()
  await expect(page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').first()).not.toContainText(
    name,
  )
  await expect(page.locator('header').getByText('19 videos', { exact: true })).toBeVisible({
    timeout: 15_000,
  })
  // Nothing is left to edit: the keyboard goes on in the list.
  await expect(panelOf(page)).toBeHidden()
  await expect(page.getByRole('grid', { name: 'Videos' }).locator('[data-video]:focus')).toBeVisible()
})

test('a frame of the video and a chapter at what the player shows are sent', async ({ start, startDemo }) => {
  const demo = await startDemo({ version: '8.2.0' })
  const { page, pageErrors } = await start({ size: { width: 1280, height: 1000 } })
  await signIn(page, demo)
  await addVideos(page, [samples.harbour])
  await uploadButton(page).click()
  await expect(rowOf(page, 'Harbour at dawn.mp4')).toContainText('Done', { timeout: 40_000 })
  const uuid = await openFirst(page)
  const view = await viewAs(demo, demo.users.demo)
  const before = await view.get<{ thumbnailPath?: string }>(`/videos/${uuid}`)

  await panelOf(page).getByRole('button', { name: 'Pick a frame…' }).click()
  const picker = page.getByRole('dialog', { name: 'Pick a frame' })
  await picker.getByRole('button', { name: 'One second forward' }).click()
  await picker.getByRole('button', { name: 'Use this frame' }).click()
  await expect(field(page, 'thumbnail').getByText(/^Frame at/)).toBeVisible()

  await panelOf(page)
    .getByRole('button', { name: /^Chapters/ })
    .click()
  await panelOf(page).getByRole('button', { name: 'Show the player' }).click()
  await expect
    .poll(() =>
      panelOf(page)
        .locator('video')
        .evaluate((video: HTMLVideoElement) => video.readyState),
    )
    .toBeGreaterThan(0)
  await panelOf(page)
    .locator('video')
    .evaluate((video: HTMLVideoElement) => {
      video.currentTime = 1
    })
  await panelOf(page).getByRole('button', { name: 'Add at this moment' }).click()
  await page.keyboard.type('The first boat')
  await page.keyboard.press('Control+s')
  await expect(panelOf(page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 15_000 })
  expect(await view.get(`/videos/${uuid}/chapters`)).toEqual({
    chapters: [{ timecode: 1, title: 'The first boat' }],
  })
  const after = await view.get<{ thumbnailPath?: string }>(`/videos/${uuid}`)
  expect(after.thumbnailPath).not.toBe(before.thumbnailPath)
  expect(pageErrors).toEqual([])
})

test('passwords are shown only to whoever asks for them', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { page, onServer, view, uuid } = await library(start, demo)
  await field(page, 'privacy').getByRole('button').click()
  await page.getByRole('option', { name: /^Password-protected/ }).click()
  await field(page, 'passwords').getByRole('textbox').fill('low tide')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+s')
  await expect(panelOf(page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 15_000 })
  expect((await onServer()).privacy.id).toBe(5)

  await expect(field(page, 'passwords').getByText('Hidden.')).toBeVisible()
  await expect(panelOf(page).getByText('low tide')).toHaveCount(0)
  await field(page, 'passwords').getByRole('button', { name: 'Show the passwords' }).click()
  await expect(field(page, 'passwords').getByText('low tide')).toBeVisible()
  await field(page, 'passwords').getByRole('textbox').fill('high tide')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+s')
  await expect(bar(page)).toHaveCount(0)
  await expect
    .poll(async () => {
      const { data } = await view.get<{ data: { password: string }[] }>(`/videos/${uuid}/passwords`)
      return data.map(({ password }) => password).sort()
    })
    .toEqual(['high tide', 'low tide'])
  // What was shown before is not what there is by now.
  await expect(field(page, 'passwords').getByText('Hidden.')).toBeVisible()
  await field(page, 'passwords').getByRole('button', { name: 'Show the passwords' }).click()
  await expect(field(page, 'passwords').getByText('high tide')).toBeVisible()
})

test('a video enters a playlist and leaves it', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const view = await viewAs(demo, demo.users.demo)
  const me = await view.get<{ videoChannels: { id: number }[] }>('/users/me')
  const playlist = await view.addPlaylist('Tides', me.videoChannels[0]?.id ?? 0)
  /** The instance counts everybody's requests: null while it wants a pause. */
  const count = (): Promise<number | null> =>
    view.get<{ total: number }>(`/video-playlists/${String(playlist)}/videos`).then(
      ({ total }) => total,
      () => null,
    )
  const { page } = await library(start, demo)
  const heading = panelOf(page).getByRole('button', { name: /^Playlists/ })
  await heading.click()
  await field(page, 'playlistIds').getByRole('button', { name: 'Look it up' }).click()
  const choose = async (): Promise<void> => {
    await field(page, 'playlistIds').getByRole('button').first().click()
    await page.getByRole('option', { name: 'Tides' }).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+s')
  }
  const seldom = { intervals: [2000], timeout: 20_000 }
  await choose()
  await expect.poll(count, seldom).toBe(1)
  await expect(field(page, 'playlistIds').getByRole('button').first()).toContainText('Tides')
  await expect(bar(page)).toHaveCount(0)
  await choose()
  await expect.poll(count, seldom).toBe(0)
})
