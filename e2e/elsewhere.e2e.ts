import type { ElectronApplication, Page } from '@playwright/test'
import { seriousFindings } from './support/accessibility'
import { dropFiles } from './support/drop'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { addVideos, rowOf, signIn, uploadButton } from './support/window'

const setLimit = (page: Page, bandwidthLimit: number | null) =>
  page.evaluate((limit) => window.longshore.call('settings.set', { bandwidthLimit: limit }), bandwidthLimit)

const focus = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.focus()
  })

test('who looks at another page is told what needs them, where it is, and what is done', async ({
  start,
  startDemo,
}, testInfo) => {
  // In several chunks: the trouble comes with one that is not on its way yet.
  const demo = await startDemo({ maxChunkSize: 32 * 1024 })
  const { electron, page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.harbour])
  await setLimit(page, 40_000)
  await uploadButton(page).click()
  await expect.poll(() => demo.control.statistics().putBytes).toBeGreaterThan(0)
  await focus(electron)
  const uploads = page.getByRole('link', { name: /^Uploads/ })
  await page.getByRole('link', { name: 'Library' }).click()
  await expect(uploads).not.toContainText('needs you')
  demo.control.addFault({
    match: { method: 'PUT', path: 'upload-resumable' },
    // In PeerTube's own words: the page of a proxy would be asked again.
    fault: { kind: 'status', status: 403, body: { status: 403, detail: 'Not yours' } },
  })
  const told = page.locator('li[data-state="open"]').filter({ hasText: 'Harbour at dawn: failed.' })
  await expect(told).toBeVisible({ timeout: 20_000 })
  await expect(uploads).toContainText('1 upload needs you')
  await page.screenshot({ path: testInfo.outputPath('needs-you.png') })
  expect(await seriousFindings(page)).toEqual([])

  await told.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('button', { name: /^Problems/ })).toHaveAttribute('aria-pressed', 'true')
  const row = rowOf(page, 'Harbour at dawn')
  await expect(row).toContainText('Failed')

  await row.getByRole('button', { name: /^Try again/ }).click()
  await page.getByRole('link', { name: 'Settings' }).click()
  await setLimit(page, null)
  await expect(
    page.locator('li[data-state="open"]').filter({ hasText: 'Harbour at dawn: published.' }),
  ).toBeVisible({
    timeout: 30_000,
  })
  await expect(uploads).not.toContainText('needs you')
})

test('the buttons of the toolbar are one stop of Tab, and arrows move among those that can do something', async ({
  start,
  startDemo,
}) => {
  const { page } = await start()
  await signIn(page, await startDemo())
  await addVideos(page, [samples.harbour, samples.tides])
  await rowOf(page, 'tide').click()
  const toolbar = page.getByRole('toolbar', { name: 'Actions' })
  const stops = toolbar.locator('button:not(:disabled):not([tabindex="-1"])')
  await expect(stops).toHaveCount(1)
  await stops.focus()
  await page.keyboard.press('End')
  await expect(toolbar.getByRole('button', { name: 'Move down' })).toBeFocused()
  await page.keyboard.press('Home')
  await expect(toolbar.getByRole('button', { name: /^Remove from the list/ })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(toolbar.getByRole('button', { name: 'Move up' })).toBeFocused()
  await expect(stops).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(uploadButton(page)).toBeFocused()
})

test('pasted files are in the queue, and a picture that is no file on this computer is refused in words', async ({
  start,
  startDemo,
}) => {
  const { page } = await start()
  await signIn(page, await startDemo())
  // The system's event, with a file that has its real path: one that was dropped, and taken out of that drop's way.
  await page.evaluate(() => {
    const take = (event: DragEvent): void => {
      event.preventDefault()
      event.stopImmediatePropagation()
      Object.assign(window, { copied: [...(event.dataTransfer?.files ?? [])] })
      window.dispatchEvent(new DragEvent('dragleave'))
    }
    window.addEventListener('drop', take, { capture: true, once: true })
  })
  await dropFiles(page, [samples.harbour])
  const paste = (selector: string, what: 'copied file' | 'picture') =>
    page.evaluate(
      ([place, kind]) => {
        const { copied } = window as unknown as { copied: File[] }
        const files = kind === 'picture' ? [new File(['x'], 'image.png')] : copied
        const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true })
        Object.defineProperty(event, 'clipboardData', { value: { files } })
        document.querySelector(place)?.dispatchEvent(event)
        return event.defaultPrevented
      },
      [selector, what] as const,
    )
  expect(await paste('body', 'copied file')).toBe(true)
  await expect(rowOf(page, 'Harbour at dawn.mp4')).toHaveCount(1)
  // Into a text field goes text.
  await page.getByRole('textbox', { name: 'Title' }).waitFor()
  expect(await paste('[data-field="title"] input', 'copied file')).toBe(false)
  expect(await paste('body', 'picture')).toBe(true)
  await expect(page.getByRole('dialog')).toContainText('The file cannot be read')
})
