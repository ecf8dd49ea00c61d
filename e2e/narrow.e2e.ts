import { basename } from 'node:path'
import type { Locator } from '@playwright/test'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
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
