import { createHash } from 'node:crypto'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { dropFiles } from './support/drop'
import { expect, test } from './support/fixtures'
import { viewAs } from './support/instance'
import { samples, temporaryFolder } from './support/launch'
import { addVideos, rowOf, signIn, uploadButton } from './support/window'

/** Chooses from the list of a field. */
async function choose(page: Page, field: Locator, option: string | RegExp): Promise<void> {
  await field.click()
  await page.getByRole('option', { name: option }).first().click()
  // The closing list gives the focus back to its button.
  await expect(page.getByRole('listbox')).toHaveCount(0)
}

/** Unfolds a part of the panel. */
async function unfold(panel: Locator, name: string): Promise<void> {
  const heading = panel.getByRole('button', { name: new RegExp(`^${name}`) }).first()
  if ((await heading.getAttribute('aria-expanded')) === 'false') await heading.click()
}

async function dropOn(page: Page, place: Locator, path: string): Promise<void> {
  await place.scrollIntoViewIfNeeded()
  const box = await place.boundingBox()
  if (box === null) throw new Error('there is nothing to drop on')
  await dropFiles(page, [path], { x: box.x + box.width / 2, y: box.y + box.height / 2 })
}

interface Details {
  uuid: string
  [key: string]: unknown
}

test('every field of a draft is on the instance, as it was filled in', async ({ start, startDemo }) => {
  test.setTimeout(90_000)
  const demo = await startDemo({ version: '8.2.0' })
  const view = await viewAs(demo, demo.users.demo)
  const me = await view.get<{ videoChannels: { id: number }[] }>('/users/me')
  const playlist = await view.addPlaylist('Along the coast', me.videoChannels[0]?.id ?? 0)
  const folder = temporaryFolder('draft')
  const video = join(folder.path, 'raw take 7.mp4')
  copyFileSync(samples.harbour, video)
  const captions = join(folder.path, 'spoken.fr.srt')
  writeFileSync(captions, '1\n00:00:00,000 --> 00:00:01,000\nBonjour le port\n')

  const { electron, page, pageErrors } = await start()
  await signIn(page, demo)
  await addVideos(page, [video])
  const panel = page.getByRole('complementary', { name: 'Details of the selected videos' })
  const field = (name: string): Locator => panel.locator(`[data-field="${name}"]`)
  const list = (name: string): Locator => field(name).getByRole('button').first()

  await panel.getByRole('textbox', { name: 'Title' }).fill('The harbour, take 7')
  await choose(page, list('privacy'), 'Password-protected')
  await field('passwords').getByRole('textbox').fill('low-tide')
  await page.keyboard.press('Enter')
  await expect(field('passwords')).toContainText('low-tide')

  await panel.getByRole('textbox', { name: 'Description' }).fill('One **slow** morning.')
  await unfold(panel, 'Details')
  await field('tags').getByRole('textbox').fill('sea')
  await page.keyboard.press('Enter')
  await field('tags').getByRole('textbox').fill('morning')
  await page.keyboard.press('Enter')
  await choose(page, list('category'), 'Travels')
  await choose(page, list('licence'), 'Attribution - Share Alike')
  await list('language').click()
  await page.keyboard.type('French')
  await page.getByRole('option', { name: 'French', exact: true }).click()
  await panel.getByLabel('First published elsewhere on').fill('2019-03-05')
  await choose(page, list('commentsPolicy'), 'Comments wait for your approval')
  await panel.getByLabel('Viewers may download it').uncheck()
  await panel.getByLabel('Publish when it is processed').setChecked(true)
  await panel.getByLabel('Sensitive content').check()
  await panel.getByLabel('Violence').check()
  await panel.getByLabel(/^In a few words/).fill('A storm breaks a boat.')

  await panel.getByRole('button', { name: 'Pick a frame…' }).click()
  const picker = page.getByRole('dialog')
  await expect(picker.getByRole('button', { name: 'Use this frame' })).toBeEnabled()
  await picker.getByRole('button', { name: 'One second forward' }).click()
  await expect(picker.getByRole('button', { name: 'Use this frame' })).toBeEnabled()
  await picker.getByRole('button', { name: 'Use this frame' }).click()
  await expect(panel.getByText(/^Frame at/)).toBeVisible()

  await unfold(panel, 'Captions')
  await dropOn(page, panel.locator('[data-file-drop]'), captions)
  await expect(panel.getByText('spoken.fr.srt')).toBeVisible()
  await unfold(panel, 'Playlists')
  await list('playlistIds').click()
  await page.getByRole('option', { name: 'Along the coast' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await unfold(panel, 'Chapters')
  await electron.evaluate(({ clipboard }) => clipboard.writeText('0:00 Before dawn\n0:01 First boats\n'))
  await panel.getByRole('button', { name: 'Add a chapter' }).click()
  await expect(panel.getByLabel('Title of chapter 1')).toBeFocused()
  await page.keyboard.press('Control+V')
  await expect(panel.getByLabel('Title of chapter 2')).toHaveValue('First boats')
  await unfold(panel, 'Support')
  await panel.getByRole('textbox', { name: 'How to support you' }).fill('A coffee at the pier.')
  await expect(panel.getByText('Saved')).toBeVisible()

  await uploadButton(page).click()
  await expect(rowOf(page, basename(video))).toContainText('Done', { timeout: 30_000 })
  const [stored] = await demo.control.videos()
  expect(stored?.sha256).toBe(createHash('sha256').update(readFileSync(video)).digest('hex'))
  const uuid = stored?.uuid ?? ''
  const details = await view.get<Details>(`/videos/${uuid}`)
  expect(details).toMatchObject({
    name: 'The harbour, take 7',
    privacy: { id: 5 },
    description: 'One **slow** morning.',
    support: 'A coffee at the pier.',
    tags: ['sea', 'morning'],
    category: { label: 'Travels' },
    licence: { id: 2 },
    language: { id: 'fr' },
    commentsPolicy: { id: 3 },
    downloadEnabled: false,
    waitTranscoding: true,
    nsfw: true,
    nsfwFlags: 1,
    nsfwSummary: 'A storm breaks a boat.',
  })
  expect(String(details['originallyPublishedAt'])).toMatch(/^2019-03-05/)
  expect(await view.get(`/videos/${uuid}/passwords`)).toMatchObject({ data: [{ password: 'low-tide' }] })
  const { data: shownCaptions } = await view.get<{
    data: { language: { id: string }; captionPath: string }[]
  }>(`/videos/${uuid}/captions`)
  expect(shownCaptions.map(({ language }) => language.id)).toEqual(['fr'])
  expect(String(await view.bytes(shownCaptions[0]?.captionPath ?? ''))).toContain('Bonjour le port')
  expect(await view.get(`/videos/${uuid}/chapters`)).toEqual({
    chapters: [
      { timecode: 0, title: 'Before dawn' },
      { timecode: 1, title: 'First boats' },
    ],
  })
  expect(await view.get(`/video-playlists/${String(playlist)}/videos`)).toMatchObject({
    total: 1,
    data: [{ video: { uuid } }],
  })
  const picture = await view.bytes(String(details['previewPath']))
  expect(picture.subarray(0, 3).toString('hex')).toBe('ffd8ff')
  expect(pageErrors).toEqual([])
  folder.remove()
})

test('a scheduled video is private until its moment in the chosen time zone', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const view = await viewAs(demo, demo.users.demo)
  const { page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.tides])
  const panel = page.getByRole('complementary', { name: 'Details of the selected videos' })
  const schedule = panel.locator('[data-field="schedule"]')
  await choose(page, panel.getByRole('button', { name: /Who can watch$/ }), 'Public')
  await panel.getByLabel('Change who can watch later').check()
  await expect(panel.getByRole('button', { name: 'Private, Who can watch' })).toBeDisabled()
  // A date that was cleared holds the video back: it is not published at the one that is not to be seen any more.
  await panel.getByLabel('Date', { exact: true }).fill('')
  await expect(schedule.getByText('This is not a date.')).toBeVisible()
  await panel.getByLabel('Date', { exact: true }).fill('2099-07-01')
  await panel.getByLabel('Time', { exact: true }).fill('10:30')
  await schedule.getByRole('button', { name: /time zone/ }).click()
  await page.keyboard.type('New_York')
  await page.getByRole('option', { name: 'America/New_York' }).click()
  await choose(page, schedule.getByRole('button', { name: /who can watch then/ }), 'Unlisted')
  await expect(panel.getByText('Saved')).toBeVisible()
  await uploadButton(page).click()
  await expect(rowOf(page, basename(samples.tides))).toContainText('Done', { timeout: 30_000 })
  const [stored] = await demo.control.videos()
  expect(await view.get(`/videos/${stored?.uuid ?? ''}`)).toMatchObject({
    privacy: { id: 3 },
    scheduledUpdate: { updateAt: '2099-07-01T14:30:00.000Z', privacy: 2 },
  })
})

test('what is changed after the upload is sent too, and a row shows a picture of its video', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const view = await viewAs(demo, demo.users.demo)
  const { page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.tides])
  const row = rowOf(page, basename(samples.tides))
  // No thumbnail was chosen: a frame of the file stands there.
  await expect(row.locator('img[src^="blob:"]')).toBeVisible()
  await uploadButton(page).click()
  await expect(row).toContainText('Done', { timeout: 30_000 })
  const panel = page.getByRole('complementary', { name: 'Details of the selected videos' })
  await panel.getByRole('textbox', { name: 'Title' }).fill('Tide tables, corrected')
  const [stored] = await demo.control.videos()
  await expect
    .poll(async () => (await view.get<{ name: string }>(`/videos/${stored?.uuid ?? ''}`)).name, {
      // What is typed about a video goes out when nothing was typed for some seconds.
      timeout: 20_000,
    })
    .toBe('Tide tables, corrected')
  expect(await demo.control.videos()).toHaveLength(1)
})
