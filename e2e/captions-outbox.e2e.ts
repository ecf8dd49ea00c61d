import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { cutOff, seriousFindings } from './support/accessibility'
import { addLanguage, openVideo, setOnline, storedText, TITLE } from './support/captions'
import { dropFiles } from './support/drop'
import { expect, test, type TestInstance } from './support/fixtures'
import { viewAs } from './support/instance'
import { samples } from './support/launch'
import { signIn } from './support/window'

const vtt = (text: string): string => `WEBVTT\n\n00:00.000 --> 00:02.000\n${text}\n`

async function withVideo(demo: TestInstance, name = TITLE): Promise<string> {
  return demo.control.addVideo('demo', { file: samples.lighthouse, name, privacy: 3 })
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New caption' }).first().click()
  await page.getByRole('textbox', { name: 'Text of the caption' }).fill(text)
}

async function changeOf(page: Page): Promise<Locator> {
  await page.getByRole('link', { name: /^Changes/ }).click()
  return page.getByRole('list', { name: 'Changes' }).getByRole('listitem').filter({ hasText: TITLE })
}

test('captions written without a network wait in Changes, and are sent when it is back', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const uuid = await withVideo(demo)
  const { page, electron, pageErrors } = await start()
  await signIn(page, demo)
  await openVideo(page)
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await addLanguage(page, 'English')
  await write(page, 'Good morning from the lighthouse')
  await page.getByRole('button', { name: 'Save to the instance' }).click()
  await expect(page.getByText('Will be sent · Waiting for the network')).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])

  const change = await changeOf(page)
  await expect(change).toContainText('Captions')
  await expect(change).toContainText('Waiting for the network')
  expect(await storedText(demo, uuid)).toBe('')
  await setOnline(electron, true)
  await expect.poll(() => storedText(demo, uuid), { timeout: 15_000 }).toContain('Good morning')
  await expect(change).toContainText('Saved')

  // The work of before is there without a network too, and a removal waits as well.
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await openVideo(page)
  const list = page.getByRole('list', { name: 'Captions of this video' })
  await list.getByRole('button', { name: 'Delete the captions: English' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(list.getByText('Will be deleted · Waiting for the network')).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  expect(await storedText(demo, uuid)).toContain('Good morning')
  await setOnline(electron, true)
  await expect(page.getByText('No captions yet.')).toBeVisible({ timeout: 15_000 })
  expect(await storedText(demo, uuid)).toBe('')
  expect(pageErrors).toEqual([])
})

test('captions that somebody changed meanwhile are not written over without a choice', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const uuid = await withVideo(demo)
  await (await viewAs(demo, demo.users.demo)).putCaption(uuid, 'en', vtt('As it was'))
  const { page, electron, pageErrors } = await start()
  await signIn(page, demo)
  await openVideo(page)
  await page.getByRole('button', { name: 'Edit the captions: English' }).click()
  await expect(page.getByRole('option', { name: /As it was/ })).toBeVisible()
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Text of the caption' }).fill('Mine')
  await page.getByRole('button', { name: 'Save to the instance' }).click()
  await expect(page.getByText('Will be sent · Waiting for the network')).toBeVisible()
  await (await viewAs(demo, demo.users.demo)).putCaption(uuid, 'en', vtt('Theirs'))
  await setOnline(electron, true)

  await page.getByRole('button', { name: 'Decide…' }).click({ timeout: 15_000 })
  const dialog = page.getByRole('dialog', { name: /^Two changes of/ })
  const choice = dialog.getByRole('radiogroup', { name: 'Captions: English' })
  await expect(choice).toContainText('As it was')
  await expect(choice).toContainText('Theirs')
  await page.screenshot({ path: join('test-results', 'screens', 'captions-conflict.png') })
  expect(await seriousFindings(page)).toEqual([])
  expect(await storedText(demo, uuid)).toContain('Theirs')
  await choice.getByRole('radio', { name: 'Mine' }).check()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('As on the instance')).toBeVisible({ timeout: 15_000 })
  expect(await storedText(demo, uuid)).toContain('Mine')
  expect(pageErrors).toEqual([])
})

test('caption files dropped on the library go to the selected videos', async ({
  start,
  startDemo,
  profile,
}) => {
  const demo = await startDemo()
  const first = await withVideo(demo)
  const second = await withVideo(demo, 'Harbour at dawn')
  const { page, pageErrors } = await start()
  await signIn(page, demo)
  await page.getByRole('link', { name: 'Library' }).click()
  const rows = page.getByRole('grid', { name: 'Videos' }).locator('[data-video]')
  await expect(rows).toHaveCount(2)
  await rows.first().click()
  await page.keyboard.press('Control+a')
  await expect(page.getByRole('main').getByText('2 selected')).toBeVisible()
  const files = ['Lighthouse tour.fr.srt', 'Harbour at dawn.en.vtt'].map((name) => join(profile, name))
  writeFileSync(files[0] ?? '', '1\n00:00:00,000 --> 00:00:01,000\nBonjour\n')
  writeFileSync(files[1] ?? '', vtt('Ahoy'))
  await dropFiles(page, files)
  const dialog = page.getByRole('dialog', { name: 'Caption files' })
  await dialog.getByRole('button', { name: 'Send 2 files' }).click()
  await expect(dialog.getByText('Saved, goes out by itself')).toHaveCount(2)
  await expect.poll(() => storedText(demo, first)).toContain('Bonjour')
  await expect.poll(() => storedText(demo, second)).toContain('Ahoy')
  await dialog.getByRole('button', { name: 'Close' }).click()

  // Nothing is said of uploads: these files were no videos.
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('caption files say what they replace, and spare unsaved work', async ({ start, startDemo, profile }) => {
  const demo = await startDemo()
  const first = await withVideo(demo)
  const second = await withVideo(demo, 'Harbour at dawn')
  const theirs = await viewAs(demo, demo.users.demo)
  await theirs.putCaption(second, 'en', vtt('As it was'))
  const app = await start()
  await signIn(app.page, demo)
  await openVideo(app.page)
  await addLanguage(app.page, 'French')
  await write(app.page, 'Bonjour')
  await expect(app.page.getByText('Kept here, not sent')).toBeVisible()
  await app.close()

  const { page, pageErrors } = await start({
    language: 'fr',
    theme: 'dark',
    size: { width: 900, height: 600 },
  })
  await page.getByRole('link', { name: 'Bibliothèque' }).click()
  const rows = page.getByRole('grid', { name: 'Vidéos' }).locator('[data-video]')
  await expect(rows).toHaveCount(2)
  await rows.first().click()
  await page.keyboard.press('Control+a')
  await expect(page.getByRole('main').getByText('2 sélectionnées')).toBeVisible()
  const files = ['Lighthouse tour.fr.srt', 'Harbour at dawn.en.vtt'].map((name) => join(profile, name))
  writeFileSync(files[0] ?? '', '1\n00:00:00,000 --> 00:00:01,000\nBonsoir\n')
  writeFileSync(files[1] ?? '', vtt('Ahoy').replace('02.000', '02.000 line:0'))
  await dropFiles(page, files)
  const dialog = page.getByRole('dialog', { name: 'Fichiers de sous-titres' })
  await expect(dialog.getByText('Remplace vos sous-titres non enregistrés.')).toBeVisible()
  await expect(dialog.getByText('Remplace les sous-titres de l’instance.')).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: 'Envoyer Lighthouse tour.fr.srt' })).not.toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: 'Envoyer Harbour at dawn.en.vtt' })).toBeChecked()
  await page.screenshot({ path: join('test-results', 'screens', 'captions-batch-dark-fr.png') })
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Envoyer 1 fichier' }).click()
  await expect.poll(() => storedText(demo, second)).toContain('line:0')
  expect(await storedText(demo, first)).toBe('')

  await dialog.getByRole('checkbox', { name: 'Envoyer Lighthouse tour.fr.srt' }).check()
  await dialog.getByRole('button', { name: 'Envoyer 1 fichier' }).click()
  await expect.poll(() => storedText(demo, first)).toContain('Bonsoir')
  expect(pageErrors).toEqual([])
})
