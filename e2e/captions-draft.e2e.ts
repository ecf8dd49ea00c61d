import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { cutOff, seriousFindings } from './support/accessibility'
import { storedText } from './support/captions'
import { expect, test } from './support/fixtures'
import { samples, temporaryFolder } from './support/launch'
import { addVideos, rowOf, signIn, uploadButton } from './support/window'

const SRT = '1\n00:00:00,000 --> 00:00:01,000\nBonjour le port\n'
const panelOf = (page: Page) =>
  page.getByRole('complementary', { name: /^(Details of the selected|Détails des)/ })

async function openCaptions(page: Page): Promise<void> {
  const heading = panelOf(page)
    .getByRole('button', { name: /^(Captions|Sous-titres)/ })
    .first()
  if ((await heading.getAttribute('aria-expanded')) === 'false') await heading.click()
}

test('the captions of a draft are edited beside its video, survive a power cut, and go with it', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const folder = temporaryFolder('draft-captions')
  const video = join(folder.path, 'harbour.mp4')
  copyFileSync(samples.harbour, video)
  const file = join(folder.path, 'harbour.fr.srt')
  writeFileSync(file, SRT)
  const first = await start()
  await signIn(first.page, demo)
  await addVideos(first.page, [video])
  await openCaptions(first.page)
  await panelOf(first.page).getByRole('button', { name: 'Edit the captions: French' }).click()
  await expect(first.page.getByRole('heading', { level: 1, name: 'Captions: French' })).toBeVisible()
  await expect(first.page.getByRole('option', { name: /Bonjour le port/ })).toBeVisible()
  const player = first.page.locator('video')
  await expect.poll(() => player.evaluate((one: HTMLVideoElement) => one.readyState)).toBeGreaterThan(0)
  await first.page.getByRole('textbox', { name: 'Text of the caption' }).fill('Bonsoir le port')
  await expect(first.page.getByText('Kept here, not saved')).toBeVisible()
  expect(await seriousFindings(first.page)).toEqual([])
  await first.kill()

  const look = { language: 'fr', theme: 'dark', size: { width: 900, height: 600 } } as const
  const second = await start(look)
  const { page } = second
  // So narrow a window shows the details over the list, when they are asked for.
  await rowOf(page, 'harbour.mp4').dblclick()
  await openCaptions(page)
  await expect(panelOf(page).getByText('Modifications non enregistrées')).toBeVisible()
  await panelOf(page)
    .getByRole('button', { name: /^Modifier les sous-titres/ })
    .click()
  await expect(page.getByRole('option', { name: /Bonsoir le port/ })).toBeVisible()
  await page.screenshot({ path: join('test-results', 'screens', 'captions-draft-dark-fr.png') })
  expect(await cutOff(page)).toEqual([])
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await expect(page.getByText('Enregistré avec la vidéo')).toBeVisible()
  await page.getByRole('button', { name: 'Retour aux envois' }).click()
  await rowOf(page, 'harbour.mp4').dblclick()
  await openCaptions(page)
  await expect(panelOf(page).getByText(/harbour\.fr\.vtt/)).toBeVisible()
  await expect(panelOf(page).getByText('Modifications non enregistrées')).toBeHidden()
  expect(second.pageErrors).toEqual([])
  await second.close()

  const third = await start({ language: 'en' })
  await uploadButton(third.page).click()
  await expect(rowOf(third.page, 'harbour.mp4')).toContainText('Done', { timeout: 30_000 })
  const [stored] = await demo.control.videos()
  await expect.poll(() => storedText(demo, stored?.uuid ?? '')).toContain('Bonsoir le port')
  expect(readFileSync(file, 'utf8')).toBe(SRT)
  folder.remove()
})

test('a caption in a language with a long name keeps its buttons beside it', async ({ start, startDemo }) => {
  const demo = await startDemo({ version: '6.3.0' })
  for (const width of [1280, 900]) {
    const app = await start({ size: { width, height: width === 900 ? 600 : 800 } })
    const { page } = app
    if (width === 1280) {
      await signIn(page, demo)
      await addVideos(page, [samples.harbour])
    } else await rowOf(page, 'Harbour at dawn.mp4').dblclick()
    await openCaptions(page)
    if (width === 1280) {
      await panelOf(page)
        .getByRole('button', { name: /^English, / })
        .click()
      await page.getByRole('combobox', { name: 'Search…' }).fill('South African Sign')
      await page.getByRole('option', { name: 'South African Sign Language' }).click()
    }
    const line = panelOf(page)
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: /^South African Sign Language, / }) })
    const buttons = await line.getByRole('button').all()
    expect(buttons).toHaveLength(3)
    const boxes = await Promise.all(buttons.map((button) => button.boundingBox()))
    const middles = boxes.map((box) => Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2))
    expect(new Set(middles).size).toBe(1)
    expect(await cutOff(page)).toEqual([])
    await page.screenshot({
      path: join('test-results', 'screens', `captions-draft-long-${String(width)}.png`),
    })
    await app.close()
  }
})
