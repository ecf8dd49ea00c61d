import { copyFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Locator } from '@playwright/test'
import { unfoldCaptions } from './support/captions'
import { expect, test } from './support/fixtures'
import { samples, temporaryFolder } from './support/launch'
import { glance } from './support/look'
import { addVideos, rowOf, signIn, uploadButton } from './support/window'

const SIZE = { width: 900, height: 600 }
const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'fr', theme: 'dark' },
] as const

/** How many stand in each line. */
async function perLine(buttons: Locator): Promise<number[]> {
  const boxes = await Promise.all((await buttons.all()).map((button) => button.boundingBox()))
  const tops = boxes.map((box) => box?.y)
  return [...new Set(tops)].map((top) => tops.filter((one) => one === top).length)
}

test('beside a panel in a small window nothing is cut off, and no filter stands alone', async ({
  start,
  startDemo,
}) => {
  test.setTimeout(120_000)
  const demo = await startDemo()
  demo.control.fill('demo', 40)
  const first = await start()
  await signIn(first.page, demo)
  await addVideos(first.page, [samples.harbour, samples.tides, samples.lighthouse])
  for (const [sample, end] of [
    [samples.tides, 'Done'],
    [samples.harbour, 'Failed'],
  ] as const) {
    if (end === 'Failed')
      demo.control.addFault({
        match: { method: 'POST', path: 'upload-resumable' },
        fault: { kind: 'status', status: 403, body: {} },
      })
    await rowOf(first.page, basename(sample)).click()
    await uploadButton(first.page).click()
    await expect(rowOf(first.page, basename(sample))).toContainText(end, { timeout: 30_000 })
  }
  await first.close()

  for (const { language, theme } of LOOKS) {
    const app = await start({ language, theme, size: SIZE })
    const { page } = app
    await rowOf(page, basename(samples.lighthouse)).click()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox').first().waitFor()
    const filters = page.getByRole('toolbar').filter({ has: page.locator('[aria-pressed]') })
    expect(await perLine(filters.getByRole('button'))).toEqual([4])
    await glance(page, `narrow-uploads-${theme}-${language}`)
    await page.evaluate(() => {
      location.hash = '#/library'
    })
    await page.getByRole('grid').locator('[data-video]').first().dblclick()
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
    await glance(page, `narrow-library-${theme}-${language}`)
    const line = page.locator('[title] > p.tabular')
    const isWhole = (text: HTMLElement): boolean =>
      text.scrollWidth <= text.clientWidth && text.scrollHeight <= text.clientHeight
    expect(await line.first().evaluate(isWhole)).toBe(true)
    await app.close()
  }
})

/** Words of a row that lie under its own buttons. */
function wordsUnderButtons(row: Locator): Promise<string[]> {
  return row.evaluate((element) => {
    const buttons = element.querySelector('[data-row-actions]')
    if (buttons === null) throw new Error('the row has no buttons')
    const over = buttons.getBoundingClientRect()
    const found: string[] = []
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const parent = text.parentElement
      if (parent === null || buttons.contains(parent) || (text.textContent ?? '').trim() === '') continue
      // What is cut off by an ellipsis is not seen, so it is not covered.
      const seen = parent.getBoundingClientRect()
      const range = document.createRange()
      range.selectNodeContents(text)
      const isUnder = [...range.getClientRects()].some(
        ({ left, right, top, bottom }) =>
          Math.max(left, seen.left) < over.right &&
          Math.min(right, seen.right) > over.left &&
          Math.max(top, seen.top) < over.bottom &&
          Math.min(bottom, seen.bottom) > over.top,
      )
      if (isUnder) found.push(text.textContent ?? '')
    }
    return found
  })
}

test('no words of a row of the queue lie under its buttons', async ({ start, startDemo }) => {
  test.setTimeout(120_000)
  const demo = await startDemo()
  const videos = [samples.harbour, samples.tides, samples.lighthouse]
  const first = await start()
  await signIn(first.page, demo)
  await addVideos(first.page, videos)
  demo.control.addFault({
    match: { method: 'POST', path: 'upload-resumable' },
    fault: { kind: 'status', status: 403, body: {} },
  })
  await rowOf(first.page, basename(samples.harbour)).click()
  await uploadButton(first.page).click()
  await expect(rowOf(first.page, basename(samples.harbour))).toContainText('Failed')
  demo.control.setOffline(true)
  await rowOf(first.page, basename(samples.tides)).click()
  await uploadButton(first.page).click()
  await expect(rowOf(first.page, basename(samples.tides))).toContainText('Attempt 1 failed:')
  await first.close()

  for (const { language, theme } of LOOKS) {
    for (const size of [SIZE, { width: 760, height: 600 }]) {
      const app = await start({ language, theme, size })
      for (const path of videos) {
        const row = rowOf(app.page, basename(path))
        // A list that is laid out anew under the pointer is under it only when that moves again.
        await expect(async () => {
          await row.hover()
          const shown = { timeout: 500 }
          await expect(row.locator('[data-row-actions]')).toHaveCSS('opacity', '1', shown)
          await expect(row.locator('.row-verb').first()).toHaveCSS('opacity', '1', shown)
        }).toPass()
        expect(await wordsUnderButtons(row)).toEqual([])
        await glance(app.page, `narrow-row-${basename(path)}-${String(size.width)}-${theme}-${language}`)
      }
      await app.close()
    }
  }
})

test('what captions are added or chosen by is read whole in French', async ({ start, startDemo }) => {
  const demo = await startDemo()
  demo.control.fill('demo', 3)
  const folder = temporaryFolder('narrow-captions')
  const video = join(folder.path, 'harbour.mp4')
  copyFileSync(samples.harbour, video)
  writeFileSync(join(folder.path, 'harbour.fr.srt'), '1\n00:00:00,000 --> 00:00:01,000\nBonjour\n')
  const first = await start()
  await signIn(first.page, demo)
  await addVideos(first.page, [video])
  await first.close()

  const { page } = await start({ language: 'fr', theme: 'dark', size: SIZE })
  const isWhole = (words: HTMLElement): boolean => words.scrollWidth <= words.clientWidth
  const panel = page.getByRole('complementary')
  await rowOf(page, 'harbour.mp4').dblclick()
  await unfoldCaptions(page)
  const language = panel.getByRole('button', { name: /^français, /i })
  await language.click()
  await page.getByRole('combobox', { name: /^Recherche/ }).fill('guadeloup')
  await page.getByRole('option', { name: /guadeloup/i }).click()
  const creole = panel.getByRole('button', { name: /guadeloup.*, /i })
  await expect(creole).toBeVisible()
  expect(await creole.locator('[data-slot="value"]').evaluate(isWhole)).toBe(true)
  await creole.scrollIntoViewIfNeeded()
  await glance(page, 'narrow-captions-draft')

  await page.getByRole('link', { name: 'Bibliothèque' }).click()
  await page.getByRole('grid').locator('[data-video]').first().dblclick()
  await unfoldCaptions(page)
  const add = panel.getByText('Ajouter des sous-titres en…')
  await expect(add).toBeVisible()
  expect(await add.evaluate(isWhole)).toBe(true)
  await add.scrollIntoViewIfNeeded()
  await glance(page, 'narrow-captions-library')
  folder.remove()
})

/** Where something begins and ends, from the top of the window. */
async function heightsOf(one: Locator): Promise<{ top: number; bottom: number }> {
  const box = await one.boundingBox()
  if (box === null) throw new Error('it is not in sight')
  return { top: box.y, bottom: box.y + box.height }
}

test('a toast covers neither the line about the network nor the bar under a form', async ({
  start,
  startDemo,
}) => {
  const folder = temporaryFolder('toast')
  const demo = await startDemo()
  demo.control.fill('demo', 5)
  const { electron, page } = await start({ size: SIZE })
  await signIn(page, demo)
  await addVideos(page, [samples.harbour])
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: 40_000 }))
  await uploadButton(page).click()
  await expect.poll(() => demo.control.statistics().putBytes).toBeGreaterThan(0)
  await page.getByRole('link', { name: 'Library' }).click()
  await page.getByRole('grid').locator('[data-video]').first().dblclick()
  await page.getByRole('complementary').getByRole('textbox', { name: 'Title' }).fill('Another title')
  const bar = page.getByRole('group', { name: 'Unsaved changes' })
  await expect(bar).toBeVisible()
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.focus()
  })
  const toast = page.locator('li[data-state="open"]')
  await toast.waitFor({ timeout: 20_000 })
  await toast.hover()
  await expect.poll(async () => (await heightsOf(toast)).bottom).toBeLessThan((await heightsOf(bar)).top)
  await electron.evaluate(({ net }) => {
    net.isOnline = () => false
  })
  const line = page.getByText('No network. Uploads go on')
  await expect(line).toBeVisible()
  await expect.poll(async () => (await heightsOf(toast)).bottom).toBeLessThan((await heightsOf(bar)).top)
  await glance(page, 'narrow-toast-form')
  await bar.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()

  await electron.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    join(folder.path, 'receipts.json'),
  )
  await page.getByRole('link', { name: 'Receipts' }).click()
  await page.getByRole('button', { name: 'Export all' }).click()
  await expect(toast.filter({ hasText: '1 receipt is saved.' })).toBeVisible()
  await expect(toast).toHaveCount(1)
  await expect.poll(async () => (await heightsOf(toast)).bottom).toBeLessThan((await heightsOf(line)).top)
  await glance(page, 'narrow-toast-line')
  folder.remove()
})
