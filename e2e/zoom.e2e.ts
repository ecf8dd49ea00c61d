import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { cutOff, seriousFindings } from './support/accessibility'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { addVideos, rowOf, signIn } from './support/window'

const screens = join('test-results', 'screens')

const PLACES = ['uploads', 'library', 'calendar', 'receipts', 'settings'] as const

/** What has to be scrolled sideways: at this size nothing should. */
function wide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main, main section, aside')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120)),
  )
}

/** What of a dialog has less height than its words. */
function squeezed(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[role=dialog] :is([data-slot=header], [data-slot=footer])')]
      .filter((element) => element.scrollHeight > element.clientHeight + 1)
      .map((element) => element.outerHTML.slice(0, 120)),
  )
}

test('at 200 % in the smallest window nothing is cut off to the side', async ({ start, startDemo }) => {
  test.setTimeout(90_000)
  const demo = await startDemo()
  demo.control.fill('demo', 12)
  const { page, electron } = await start({ size: { width: 900, height: 600 } })
  await signIn(page, demo)
  await addVideos(page, [samples.harbour, samples.tides])
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2)
  })
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(450)
  const look = async (name: string): Promise<void> => {
    // Playwright's own pictures do not know of the zoom.
    const png = await electron.evaluate(async ({ BrowserWindow }) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
      return image?.toPNG().toString('base64') ?? ''
    })
    mkdirSync(screens, { recursive: true })
    writeFileSync(join(screens, `zoom-${name}.png`), Buffer.from(png, 'base64'))
    expect.soft(await cutOff(page), `${name}: cut off`).toEqual([])
    expect.soft(await wide(page), `${name}: wide`).toEqual([])
    expect.soft(await seriousFindings(page), `${name}: axe`).toEqual([])
  }
  for (const place of PLACES) {
    await page.evaluate((hash) => {
      location.hash = `#/${hash}`
    }, place)
    await page.getByRole('heading', { level: 1 }).waitFor()
    if (place === 'library') await page.getByRole('grid').locator('[data-video]').first().waitFor()
    await look(place)
  }
  await page.evaluate(() => {
    location.hash = '#/uploads'
  })
  await rowOf(page, basename(samples.harbour)).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible()
  await look('draft')
  await page.keyboard.press('Escape')
  await rowOf(page, basename(samples.harbour)).dblclick()
  await page.getByRole('button', { name: 'Pick a frame…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Pick a frame' })
  await expect(dialog.getByRole('button', { name: 'Use this frame' })).toBeEnabled()
  await look('dialog')
  expect(await squeezed(page)).toEqual([])
})
